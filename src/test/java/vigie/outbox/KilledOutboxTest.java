package vigie.outbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vigie.alert.AlertJson;
import vigie.store.AlertQuery;
import vigie.store.AlertQuery.PacketState;
import vigie.store.Reader;
import vigie.testing.Jvm;
import vigie.testing.TestHome;
import vigie.watch.WatchFile;
import vigie.watch.WatchLists;

/**
 * The outbox is killed (SIGKILL) at random moments while it sends mail. {@code benchmarks/kill-alerts} runs the same with more kills
 * than here: system properties {@code vigie.kills} and {@code vigie.seed}.
 */
@Timeout(1200)
class KilledOutboxTest {

    private static final int KILLS = Integer.getInteger("vigie.kills", 4);
    private static final long SEED = Long.getLong("vigie.seed", 1);
    private static final int LISTS = 3;

    /** What a mail server took: all of it came, whether or not it could say so. */
    private record Mail(String id, byte[] bytes) {}

    @Test
    void everyAlertArrivesAndWhatArrivesTwiceIsTheSameAndListed() throws Exception {
        Random random = new Random(SEED);
        int many = KILLS * 10;
        try (TestHome home = TestHome.make();
                Sink sink = new Sink(random)) {
            for (int i = 0; i < LISTS; i++) {
                String name = "list" + i;
                WatchLists.keep(
                        home.writer(),
                        WatchFile.read(
                                "products = [\"Acme Anvil\"]\naddresses = [\"mail:" + name
                                        + "@example.org\"]\n[delivery]\nurgent = \"immediate\"\nother = \"immediate\"\n",
                                name,
                                name,
                                Instant.EPOCH,
                                0));
            }
            Path errors = home.dir().resolve("errors");
            List<String> arguments =
                    List.of(home.dir().toString(), Integer.toString(sink.port()), Integer.toString(many));
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
            check(home, sink.mails, many);
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

    private static void check(TestHome home, List<Mail> mails, int many) {
        Map<String, List<Mail>> byId = mails.stream().collect(Collectors.groupingBy(Mail::id));
        Map<String, Integer> unknown = new HashMap<>();
        try (Reader reader = home.store().reader()) {
            AlertQuery alerts = reader.alerts();
            assertThat(alerts.faults()).isEmpty();
            assertThat(alerts.counts().in(PacketState.DEAD)).isZero();
            // Each list was told of each CVE once, in a letter of its own.
            List<String> expected = IntStream.rangeClosed(1, many)
                    .mapToObj(i -> "CVE-2026-" + (10_000 + i))
                    .toList();
            TreeSet<String> ids = new TreeSet<>();
            for (int i = 0; i < LISTS; i++) {
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
                            ids.add(packet.id());
                            unknown.put(packet.id(), (int) alerts.attempts(packet.number()).stream()
                                    .filter(attempt -> attempt.outcome().equals(Optional.of("UNKNOWN")))
                                    .count());
                        });
            }
            assertThat(new TreeSet<>(byId.keySet())).isEqualTo(ids);
            TreeSet<String> twice = new TreeSet<>();
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
                    "%d kills, %d alerts, %d letters, %d mails, %d letters arrived more than once, %d listed as unknown%n",
                    KILLS,
                    many * LISTS,
                    ids.size(),
                    mails.size(),
                    twice.size(),
                    alerts.doubtful(100_000).size());
        }
    }

    /** A mail server that takes everything, and thinks for a moment between the end of a mail and its answer. */
    private static final class Sink implements AutoCloseable {

        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final List<Mail> mails = new CopyOnWriteArrayList<>();
        private final Random random;

        Sink(Random random) throws IOException {
            this.random = new Random(random.nextLong());
            Thread thread = new Thread(this::accept, "sink");
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return server.getLocalPort();
        }

        private void accept() {
            try {
                while (true) {
                    Socket socket = server.accept();
                    Thread thread = new Thread(() -> serve(socket), "smtp");
                    thread.setDaemon(true);
                    thread.start();
                }
            } catch (IOException e) {
                // Closed.
            }
        }

        private void serve(Socket socket) {
            try (socket;
                    InputStream in = new BufferedInputStream(socket.getInputStream());
                    OutputStream out = socket.getOutputStream()) {
                say(out, "220 sink");
                for (String line = line(in); !line.isEmpty(); line = line(in)) {
                    if (line.startsWith("DATA")) {
                        say(out, "354 go on");
                        data(in, out);
                    } else if (line.startsWith("QUIT")) {
                        say(out, "221 bye");
                        return;
                    } else {
                        say(out, "250 ok");
                    }
                }
            } catch (IOException e) {
                // The other side was killed.
            }
        }

        private void data(InputStream in, OutputStream out) throws IOException {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            String id = "";
            while (true) {
                String line = line(in);
                if (line.isEmpty()) {
                    return;
                }
                if (line.equals(".\r\n")) {
                    break;
                }
                if (line.regionMatches(true, 0, "Message-ID: ", 0, 12)) {
                    id = line.replaceAll("(?s).*<([^@>]*)@.*", "$1");
                }
                all.write(line.getBytes(ISO_8859_1));
            }
            mails.add(new Mail(id, all.toByteArray()));
            try {
                Thread.sleep(random.nextInt(150));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            say(out, "250 taken");
        }

        private static void say(OutputStream out, String line) throws IOException {
            out.write((line + "\r\n").getBytes(ISO_8859_1));
            out.flush();
        }

        /** A line with its end; empty at the end of all. */
        private static String line(InputStream in) throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int c = in.read(); c >= 0; c = in.read()) {
                line.write(c);
                if (c == '\n') {
                    return line.toString(ISO_8859_1);
                }
            }
            return "";
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
