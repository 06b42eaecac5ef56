package vigie.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SilentHostTest {

    private static final Duration QUIET = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    private final RequestLog log = new RequestLog() {
        @Override
        public void request(String line) {
            // Only hosts without an answer matter here.
        }

        @Override
        public void silent(String host, Silence why) {
            told.add(host + " " + why);
        }
    };

    private Fetched fetch(String address) throws InterruptedException {
        Retry retry = new Retry(3, Duration.ofMillis(10), Duration.ofMillis(10), QUIET, QUIET);
        Request request = new Request(URI.create(address), Format.JSON, Validators.NONE, OptionalLong.empty(), 1 << 20);
        return new HttpFetcher(folder, Mirror.NONE, retry, log).fetch(request, HttpFetching.PACE, bytes -> {});
    }

    @Test
    void aHostThatIsNotFoundIsNamedOnceAndInTheReason() throws Exception {
        assertThat(fetch("http://no-such-host.invalid/kev.json"))
                .isInstanceOfSatisfying(
                        Fetched.Failed.class,
                        failed -> assertThat(failed.reason()).contains("no-such-host.invalid"));
        assertThat(List.copyOf(told)).containsExactly("no-such-host.invalid UNKNOWN_HOST");
    }

    @Test
    void aHostThatCannotBeConnectedToIsNamed() throws Exception {
        int free;
        try (ServerSocket closed = new ServerSocket(0)) {
            free = closed.getLocalPort();
        }
        fetch("http://127.0.0.1:" + free + "/kev.json");
        assertThat(List.copyOf(told)).containsExactly("127.0.0.1 NO_CONNECTION");
    }

    @Test
    void aHostThatSaysNothingIsNamedWithinTenSeconds() throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Thread fetching = new Thread(() -> {
                try {
                    fetch("http://127.0.0.1:" + server.getLocalPort() + "/kev.json");
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            fetching.start();
            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("127.0.0.1 NO_ANSWER");
            fetching.interrupt();
            fetching.join();
        }
    }
}
