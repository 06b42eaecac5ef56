package vigie.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SlowAndRedirectedTest extends HttpFetching {

    @Test
    void aHostThatSendsByteByByteIsNotWaitedFor() throws Exception {
        server.answers(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            for (int i = 0; i < 1000; i++) {
                exchange.getResponseBody().write('[');
                exchange.getResponseBody().flush();
                try {
                    Thread.sleep(20);
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
        long from = System.nanoTime();
        assertFailed(fetch(request()), "less than 1000 bytes a second");
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(5));
        assertThat(server.asked()).as("not tried again in this run").hasSize(1);
    }

    @Test
    void aHostThatSendsItsHeadersByteByByteIsNotWaitedFor() throws Exception {
        try (ServerSocket slow = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> {
                while (!slow.isClosed()) {
                    try (Socket client = slow.accept()) {
                        for (byte one : "HTTP/1.1 200 OK\r\nX-Slow: ".repeat(50).getBytes(StandardCharsets.US_ASCII)) {
                            client.getOutputStream().write(one);
                            Thread.sleep(50);
                        }
                    } catch (IOException | InterruptedException e) {
                        // The client has gone.
                    }
                }
            });
            answering.setDaemon(true);
            answering.start();
            Request request = new Request(
                    URI.create("http://127.0.0.1:" + slow.getLocalPort() + "/feed.json"),
                    Format.JSON,
                    Validators.NONE,
                    OptionalLong.empty(),
                    1 << 20);
            long from = System.nanoTime();
            assertFailed(fetch(request), "no answer, or one that stalled");
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void aRedirectToAForeignHostIsNotFollowed() throws Exception {
        try (ScriptedServer foreign = new ScriptedServer()) {
            foreign.answers(ScriptedServer.body("[]"));
            String address = foreign.uri("/x").toString().replace("127.0.0.1", "localhost");
            server.answers(ScriptedServer.status(302, "Location", address));
            assertFailed(fetch(request()), "a redirect to http://localhost, which is not followed");
            assertThat(foreign.asked()).isEmpty();
        }
    }

    @Test
    void aRedirectPastTheMirrorIsNotFollowed() throws Exception {
        try (ScriptedServer foreign = new ScriptedServer()) {
            foreign.answers(ScriptedServer.body("[]"));
            server.answers(
                    ScriptedServer.status(301, "Location", foreign.uri("/x").toString()));
            HttpFetcher fetcher = fetcher(new Mirror(Optional.of(server.uri("/"))), RETRY);
            Request request = new Request(
                    URI.create("https://github.com/a"),
                    Format.JSON,
                    Validators.NONE,
                    java.util.OptionalLong.empty(),
                    10);
            assertFailed(fetcher.fetch(request, PACE, bytes -> {}), "which is not followed");
            assertThat(foreign.asked()).isEmpty();
        }
    }

    @Test
    void aCircleOfRedirectsEnds() throws Exception {
        server.answers(ScriptedServer.status(302, "Location", "/feed.json"));
        assertFailed(fetch(request()), "more than 5 redirects");
    }

    @Test
    void aRedirectToNowhereIsNamed() throws Exception {
        server.answers(ScriptedServer.status(302, "Location", "http://["));
        assertFailed(fetch(request()), "a redirect without a target");
    }
}
