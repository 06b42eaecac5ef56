package vigie.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vigie.model.Staleness;
import vigie.store.SharedStore;
import vigie.testing.TestHome;
import vigie.watch.WatchFile;
import vigie.watch.WatchLists;

/**
 * How long it takes from the commit of an event to the answer of a mail server that has taken the mail, and to that of a receiver of
 * webhooks. {@code benchmarks/delivery} runs the same with more events than here: system properties
 * {@code vigie.events}, {@code vigie.pause} and {@code vigie.most}.
 */
@Timeout(1200)
class DeliveryTimeTest {

    private static final int EVENTS = Integer.getInteger("vigie.events", 12);

    /** The longest pause between two events, milliseconds. */
    private static final int PAUSE = Integer.getInteger("vigie.pause", 1_500);

    /** Of the 95th percentile; a machine that runs tests may be busy. */
    private static final long MOST_MILLIS = Long.getLong("vigie.most", 60_000);

    private static final Pattern NUMBER = Pattern.compile("CVE-2026-(1\\d{4})");

    @Test
    void whatIsCommittedIsWithTheServersWithinSeconds() throws Exception {
        Random random = new Random(1);
        try (TestHome home = TestHome.make();
                Sinks sinks = new Sinks(() -> 20)) {
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
            SharedStore store = new SharedStore(home.store());
            long[] committed = new long[EVENTS + 1];
            try (Outbox outbox = new Outbox(
                    store,
                    Clock.systemUTC(),
                    new WatchedLists(Clock.systemUTC(), () -> Staleness.DEFAULT, System.err::println),
                    () -> new Outbox.Setup(
                            Sinks.channels(sinks.mailPort(), sinks.webPort(), Clock.systemUTC())::of,
                            Duration.ofMinutes(1)),
                    System.err::println)) {
                outbox.start();
                for (int i = 1; i <= EVENTS; i++) {
                    KilledOutbox.take(store, i);
                    committed[i] = System.nanoTime();
                    Thread.sleep(random.nextInt(PAUSE));
                }
                long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
                while ((millis(sinks.mails, committed).size() < EVENTS * Sinks.LISTS
                                || millis(sinks.hooks, committed).size() < EVENTS * Sinks.LISTS)
                        && System.nanoTime() < end) {
                    Thread.sleep(50);
                }
            }
            check("mail", millis(sinks.mails, committed));
            check("webhook", millis(sinks.hooks, committed));
        }
    }

    /** For each alert that arrived, how long it took. */
    private static List<Long> millis(List<Sinks.Arrived> arrived, long[] committed) {
        List<Long> millis = new ArrayList<>();
        for (Sinks.Arrived one : arrived) {
            Matcher numbers = NUMBER.matcher(new String(one.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1));
            numbers.results()
                    .map(found -> Integer.parseInt(found.group(1)) - 10_000)
                    .distinct()
                    .forEach(number -> millis.add(
                            Duration.ofNanos(one.nanos() - committed[number]).toMillis()));
        }
        millis.sort(null);
        return millis;
    }

    private static void check(String channel, List<Long> millis) {
        assertThat(millis).hasSize(EVENTS * Sinks.LISTS);
        long most = millis.get(millis.size() * 95 / 100);
        System.out.printf(
                "%s: %d alerts, from commit to answer %d ms in the middle, %d ms at the 95th percentile, %d ms at most%n",
                channel, millis.size(), millis.get(millis.size() / 2), most, millis.get(millis.size() - 1));
        assertThat(most).isLessThan(MOST_MILLIS);
    }
}
