package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceNoticesTest {

    @TempDir
    private Path folder;

    private final AtomicInteger status = new AtomicInteger(200);
    private HttpServer server;
    private Path program;
    private Path sent;

    @BeforeEach
    void make() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/healthz", exchange -> {
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        server.start();
        sent = folder.resolve("sent");
        program = Files.writeString(folder.resolve("notify"), "#!/bin/sh\necho \"$@\" >>'" + sent + "'\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private List<String> sent() throws IOException {
        return Files.exists(sent) ? Files.readAllLines(sent) : List.of();
    }

    private void await(Predicate<List<String>> wanted) throws Exception {
        for (long end = System.nanoTime() + Duration.ofSeconds(20).toNanos(); System.nanoTime() < end; ) {
            if (wanted.test(sent())) {
                return;
            }
            Thread.sleep(20);
        }
        throw new AssertionError(sent().toString());
    }

    private ServiceNotices start(Map<String, String> environment) {
        return ServiceNotices.start(
                        environment,
                        program.toString(),
                        "0.0.0.0",
                        server.getAddress().getPort())
                .orElseThrow();
    }

    @Test
    void withoutAServiceManagerNothingIsSent() throws IOException {
        assertThat(ServiceNotices.start(Map.of(), program.toString(), "127.0.0.1", 1))
                .isEmpty();
        assertThat(sent()).isEmpty();
    }

    @Test
    void readyAliveAndStopping() throws Exception {
        try (ServiceNotices notices = start(Map.of("NOTIFY_SOCKET", "/run/notify", "WATCHDOG_USEC", "150000"))) {
            assertThat(notices).isNotNull();
            await(lines -> lines.size() >= 4);
            assertThat(sent()).startsWith("READY=1", "WATCHDOG=1", "WATCHDOG=1");
        }
        assertThat(sent()).endsWith("STOPPING=1");
    }

    @Test
    void aServerThatDoesNotAnswerGivesNoSignOfLife() throws Exception {
        status.set(500);
        try (ServiceNotices notices = start(Map.of("NOTIFY_SOCKET", "/run/notify", "WATCHDOG_USEC", "90000"))) {
            assertThat(notices).isNotNull();
            Thread.sleep(400);
            assertThat(sent()).containsExactly("READY=1");
            status.set(200);
            await(lines -> lines.contains("WATCHDOG=1"));
        }
    }

    @Test
    void aWatchdogOfAnotherProcessIsLeftAlone() throws Exception {
        Map<String, String> environment =
                Map.of("NOTIFY_SOCKET", "/run/notify", "WATCHDOG_USEC", "60000", "WATCHDOG_PID", "1");
        start(environment).close();
        Thread.sleep(200);
        assertThat(sent()).containsExactly("READY=1", "STOPPING=1");
    }

    @Test
    void aMissingProgramStopsNothing() {
        ServiceNotices.start(
                        Map.of("NOTIFY_SOCKET", "/run/notify"),
                        folder.resolve("none").toString(),
                        "127.0.0.1",
                        1)
                .orElseThrow()
                .close();
    }
}
