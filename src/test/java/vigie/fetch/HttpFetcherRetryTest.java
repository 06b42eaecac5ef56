package vigie.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class HttpFetcherRetryTest extends HttpFetching {

    @ParameterizedTest
    @ValueSource(ints = {403, 408, 429, 500, 502, 503})
    void aPassingRefusalIsTriedAgain(int status) throws Exception {
        server.answers(ScriptedServer.status(status), ScriptedServer.status(status), ScriptedServer.body("[]"));
        assertBody(fetch(request()), "[]");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 429, 500})
    void aRefusalThatStaysEndsInAFailureThatNamesIt(int status) throws Exception {
        server.answers(ScriptedServer.status(status));
        assertFailed(fetch(request()), "HTTP " + status);
        assertThat(server.asked()).hasSize(RETRY.attempts());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 405, 451})
    void aRefusalForGoodIsNotTriedAgain(int status) throws Exception {
        server.answers(ScriptedServer.status(status));
        assertFailed(fetch(request()), "HTTP " + status);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void theHostsWishToWaitIsHonouredInFull() throws Exception {
        server.answers(ScriptedServer.status(429, "Retry-After", "1"), ScriptedServer.body("[]"));
        assertBody(fetch(request()), "[]");
        long waited = server.asked().get(1).nanos() - server.asked().get(0).nanos();
        assertThat(Duration.ofNanos(waited)).isBetween(Duration.ofMillis(990), Duration.ofSeconds(4));
    }

    @Test
    void aWishToWaitTooLongIsAFailureThatNamesIt() throws Exception {
        server.answers(ScriptedServer.status(429, "Retry-After", "3600"));
        assertFailed(fetch(request()), "HTTP 429 (too many requests), which asks to wait 3600 s");
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void aStalledBodyTimesOutAndIsTriedAgain() throws Exception {
        server.answers(
                exchange -> {
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    pause(3000);
                },
                ScriptedServer.body("[]"));
        long from = System.nanoTime();
        assertBody(fetch(request()), "[]");
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofMillis(2500));
    }

    @Test
    void anAnswerThatNeverBeginsTimesOut() throws Exception {
        server.answers(ScriptedServer.slow(3000, ScriptedServer.body("[]")));
        assertFailed(fetcher(Mirror.NONE, retry(2)).fetch(request(), PACE, bytes -> {}), "no answer");
    }

    @Test
    void aResetConnectionIsTriedAgain() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            AtomicInteger reset = new AtomicInteger();
            Thread resetting = new Thread(() -> reset(listening, reset));
            resetting.setDaemon(true);
            resetting.start();
            URI uri = URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/feed.json");
            Request request = new Request(uri, Format.JSON, Validators.NONE, OptionalLong.empty(), 100);
            assertThat(fetch(request)).isInstanceOf(Fetched.Failed.class);
            assertThat(reset.get()).isGreaterThanOrEqualTo(RETRY.attempts());
        }
    }

    @Test
    void aHostThatIsNotThereIsNamedAsSuch() throws Exception {
        URI uri;
        try (ScriptedServer gone = new ScriptedServer()) {
            uri = gone.uri("/feed.json");
        }
        Request request = new Request(uri, Format.JSON, Validators.NONE, OptionalLong.empty(), 100);
        assertFailed(fetch(request), "no connection to the host");
    }

    @Test
    void anInterruptEndsThePauseBetweenTries() {
        server.answers(exchange -> {
            ScriptedServer.status(429, "Retry-After", "2").give(exchange);
        });
        Thread self = Thread.currentThread();
        Thread interrupting = new Thread(() -> {
            while (server.asked().isEmpty()) {
                Thread.onSpinWait();
            }
            self.interrupt();
        });
        interrupting.setDaemon(true);
        interrupting.start();
        long from = System.nanoTime();
        assertThatThrownBy(() -> fetch(request())).isInstanceOf(InterruptedException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofMillis(1500));
        assertThat(Thread.interrupted())
                .as("the exception says it; the flag is down")
                .isFalse();
    }

    private static void reset(ServerSocket listening, AtomicInteger count) {
        while (!listening.isClosed()) {
            try (Socket socket = listening.accept()) {
                socket.setSoLinger(true, 0);
                socket.getInputStream().read();
                count.incrementAndGet();
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
