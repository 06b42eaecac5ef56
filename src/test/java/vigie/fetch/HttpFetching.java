package vigie.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A fetcher of little patience, and a host for it to ask. */
abstract class HttpFetching {

    static final Pace PACE = new Pace(1000, 4);
    static final Retry RETRY = retry(4);

    @TempDir
    Path folder;

    final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void stopTheServer() {
        server.close();
    }

    static Retry retry(int attempts) {
        return new Retry(
                attempts, Duration.ofMillis(5), Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofMillis(300));
    }

    HttpFetcher fetcher() {
        return fetcher(Mirror.NONE, RETRY);
    }

    HttpFetcher fetcher(Mirror mirror, Retry retry) {
        return new HttpFetcher(folder, mirror, retry, line -> {});
    }

    Request request() {
        return request(Validators.NONE);
    }

    Request request(Validators held) {
        return new Request(server.uri("/feed.json"), Format.JSON, held, OptionalLong.empty(), 1 << 20);
    }

    Request request(OptionalLong size, long limit) {
        return new Request(server.uri("/feed.json"), Format.JSON, Validators.NONE, size, limit);
    }

    Fetched fetch(Request request) throws InterruptedException {
        return fetcher().fetch(request, PACE, bytes -> {});
    }

    static Validators etag(String tag) {
        return new Validators(Optional.of(tag), Optional.empty());
    }

    static void assertBody(Fetched fetched, String text) throws IOException {
        assertThat(fetched).isInstanceOf(Fetched.Body.class);
        Fetched.Body body = (Fetched.Body) fetched;
        assertThat(body.file()).hasContent(text).hasSize(body.bytes());
    }

    static void assertFailed(Fetched fetched, String reason) {
        assertThat(fetched)
                .isInstanceOfSatisfying(
                        Fetched.Failed.class,
                        failed -> assertThat(failed.reason()).contains(reason));
    }

    void assertNothingLeft() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }
}
