package vigie.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class HttpFetcherRefusalTest extends HttpFetching {

    private static final String PAGE = "<html><body>Too many requests. Please wait.</body></html>";

    @Test
    void aWebPageWithStatus200IsTriedAgain() throws Exception {
        server.answers(ScriptedServer.body(PAGE, "ETag", "\"page\""), ScriptedServer.body("[]"));
        assertBody(fetch(request()), "[]");
        assertThat(server.asked().get(1).header("Range")).isEmpty();
    }

    @Test
    void aWebPageThatStaysIsRefusedAndLeavesNothing() throws Exception {
        server.answers(ScriptedServer.body(PAGE, "ETag", "\"page\""));
        assertFailed(fetch(request()), "expected JSON and got a web page");
        assertNothingLeft();
    }

    @Test
    void anEmptyBodyIsRefused() throws Exception {
        server.answers(ScriptedServer.status(200));
        assertFailed(fetch(request()), "an empty body");
    }

    @Test
    void aBodyShorterThanAnnouncedIsRefused() throws Exception {
        server.answers(ScriptedServer.body("[1]", "ETag", "\"1\""));
        assertFailed(fetch(request(OptionalLong.of(4), 100)), "expected 4 bytes and got 3");
        assertNothingLeft();
    }

    @Test
    void aBodyLongerThanAnnouncedIsRefused() throws Exception {
        server.answers(ScriptedServer.body("[1,2]", "ETag", "\"1\""));
        assertFailed(fetch(request(OptionalLong.of(4), 100)), "expected 4 bytes and got more");
        assertNothingLeft();
    }

    @Test
    void aBodyAboveTheLimitIsRefusedOnceAndLeavesNothing() throws Exception {
        server.answers(ScriptedServer.body("[1,2,3,4,5]", "ETag", "\"1\""));
        assertFailed(fetch(request(OptionalLong.empty(), 10)), "more than 10 bytes");
        assertThat(server.asked()).hasSize(1);
        assertNothingLeft();
    }
}
