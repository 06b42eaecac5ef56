package vigie.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vigie.alert.AlertJson;
import vigie.channel.Channels;
import vigie.store.AlertQuery;
import vigie.store.AlertQuery.PacketState;
import vigie.store.Reader;
import vigie.testing.Jvm;
import vigie.testing.TestHome;
import vigie.watch.WatchFile;
import vigie.watch.WatchLists;

/**
 * The outbox is killed (SIGKILL) at random moments while it sends mail and webhooks. {@code benchmarks/kill-alerts} runs the same with more kills
 * than here: system properties {@code vigie.kills} and {@code vigie.seed}.
 */
@Timeout(1200)
class KilledOutboxTest {

    private static final int KILLS = Integer.getInteger("vigie.kills", 4);
    private static final long SEED = Long.getLong("vigie.seed", 1);

    @Test
    void everyAlertArrivesAndWhatArrivesTwiceIsTheSameAndListed() throws Exception {
        Random random = new Random(SEED);
        int many = KILLS * 10;
        try (TestHome home = TestHome.make();
                Sinks sinks = new Sinks(thinking(new Random(random.nextLong())))) {
            for (int i = 0; i < Sinks.LISTS; i++) {
                String name = "list" + i;
                WatchLists.keep(
                        home.writer(),
                        WatchFile.read(
                                "products = [\"Acme Anvil\"]\naddresses = [\"mail:" + name
                                        + "@example.org\", \"webhook:sink" + i
                                        + "\"]\n[delivery]\nurgent = \"immediate\"\nother = \"immediate\"\n",
                                name,
                                name,
                                Instant.EPOCH,
                                0));
            }
            Path errors = home.dir().resolve("errors");
            List<String> arguments = List.of(
                    home.dir().toString(),
                    Integer.toString(sinks.mailPort()),
                    Integer.toString(sinks.webPort()),
                    Integer.toString(many));
            for (int kill = 0; kill < KILLS; kill++) {
                Process process = Jvm.start(KilledOutbox.class, errors, arguments);
                assertThat(said(process)).as(Files.readString(errors)).isEqualTo("started");
                process.waitFor(random.nextInt(2000), TimeUnit.MILLISECONDS);
                process.destroyForcibly().waitFor();
            }
            Process last = Jvm.start(KilledOutbox.class, errors, arguments);
            assertThat(said(last)).as(Files.readString(errors)).isEqualTo("started");
            assertThat(said(last)).as(Files.readString(errors)).isEqualTo("done");
            last.waitFor();
            check(home, sinks, many);
        }
    }

    /** A byte at a time: what follows is read by the next one who asks. */
    private static String said(Process process) throws IOException {
        StringBuilder line = new StringBuilder();
        InputStream in = process.getInputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    /** What is killed between the end of a message and its answer may have arrived. */
    private static IntSupplier thinking(Random random) {
        return () -> {
            synchronized (random) {
                return random.nextInt(150);
            }
        };
    }

    private static void check(TestHome home, Sinks sinks, int many) {
        Map<String, Integer> unknown = new HashMap<>();
        try (Reader reader = home.store().reader()) {
            AlertQuery alerts = reader.alerts();
            assertThat(AlertFaults.of(reader)).isEmpty();
            assertThat(alerts.counts().in(PacketState.DEAD)).isZero();
            // Each list was told of each CVE once, in a letter to each of its addresses.
            List<String> expected = IntStream.rangeClosed(1, many)
                    .mapToObj(i -> "CVE-2026-" + (10_000 + i))
                    .toList();
            Map<String, Set<String>> ids = new TreeMap<>();
            for (int i = 0; i < Sinks.LISTS; i++) {
                List<AlertQuery.KeptAlert> told =
                        alerts.alerts(new AlertQuery.Filter(Optional.of("list" + i), Optional.empty()), 100_000);
                assertThat(told).extracting(AlertQuery.KeptAlert::matter).containsExactlyInAnyOrderElementsOf(expected);
                assertThat(told)
                        .allMatch(alert -> AlertJson.alert(alert, fault -> {}).event() == alert.event());
                told.stream()
                        .flatMap(alert -> alerts.letters(alert.batch().orElseThrow()).stream())
                        .flatMap(letter -> alerts.packets(letter.id()).stream())
                        .distinct()
                        .forEach(packet -> {
                            ids.computeIfAbsent(Channels.name(packet.address()), any -> new TreeSet<>())
                                    .add(packet.id());
                            unknown.put(packet.id(), (int) alerts.attempts(packet.number()).stream()
                                    .filter(attempt -> attempt.outcome().equals(Optional.of("UNKNOWN")))
                                    .count());
                        });
            }
            assertThat(ids).containsOnlyKeys("mail", "webhook");
            assertThat(ids.get("mail")).hasSameSizeAs(ids.get("webhook"));
            check(alerts, "mail", sinks.mails, ids.get("mail"), unknown);
            check(alerts, "webhook", sinks.hooks, ids.get("webhook"), unknown);
            System.out.printf(
                    "%d kills, %d alerts, %d packets listed as unknown%n",
                    KILLS, many * Sinks.LISTS, alerts.doubtful(100_000).size());
        }
    }

    private static void check(
            AlertQuery alerts,
            String channel,
            List<Sinks.Arrived> arrived,
            Set<String> ids,
            Map<String, Integer> unknown) {
        Map<String, List<Sinks.Arrived>> byId = arrived.stream().collect(Collectors.groupingBy(Sinks.Arrived::id));
        assertThat(new TreeSet<>(byId.keySet())).isEqualTo(ids);
        Set<String> twice = new TreeSet<>();
        byId.forEach((id, copies) -> {
            assertThat(copies)
                    .as("copies of %s", id)
                    .allSatisfy(copy ->
                            assertThat(copy.bytes()).isEqualTo(copies.get(0).bytes()));
            assertThat(copies.size() - 1).as("extra copies of %s", id).isLessThanOrEqualTo(unknown.get(id));
            if (copies.size() > 1) {
                twice.add(id);
            }
        });
        assertThat(alerts.doubtful(100_000))
                .extracting(AlertQuery.KeptPacket::id)
                .containsAll(twice);
        System.out.printf(
                "%s: %d packets, %d arrived, %d more than once%n", channel, ids.size(), arrived.size(), twice.size());
    }
}
