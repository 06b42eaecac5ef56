package vigie.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class HttpFetcherResumeTest extends HttpFetching {

    private static final String TEXT = "[" + "1,".repeat(5000) + "1]";
    private static final int SENT = 4000;

    @Test
    void aTruncatedBodyIsTakenUpWhereItBroke() throws Exception {
        server.answers(ScriptedServer.cut(TEXT, SENT, "ETag", "\"1\""), ScriptedServer.rest(TEXT, "ETag", "\"1\""));
        assertBody(fetch(request()), TEXT);
        assertThat(server.asked().get(1).header("Range")).contains("bytes=" + SENT + "-");
        assertThat(server.asked().get(1).header("If-Range")).contains("\"1\"");
    }

    @Test
    void anotherProcessTakesUpWhatAKilledOneLeft() throws Exception {
        server.answers(ScriptedServer.cut(TEXT, SENT, "ETag", "\"1\""), ScriptedServer.rest(TEXT, "ETag", "\"1\""));
        assertThat(fetcher(Mirror.NONE, retry(1)).fetch(request(), PACE, bytes -> {}))
                .isInstanceOf(Fetched.Failed.class);
        assertBody(fetch(request(etag("\"0\""))), TEXT);
        assertThat(server.asked().get(1).header("Range")).contains("bytes=" + SENT + "-");
        assertThat(server.asked().get(1).header("If-None-Match")).isEmpty();
    }

    @Test
    void aWeakTagIsNoGroundToResumeOnButADateIs() throws Exception {
        String date = "Fri, 30 Jan 2026 08:00:00 GMT";
        server.answers(
                ScriptedServer.cut(TEXT, SENT, "ETag", "W/\"1\"", "Last-Modified", date),
                ScriptedServer.rest(TEXT, "ETag", "W/\"1\"", "Last-Modified", date));
        assertBody(fetch(request()), TEXT);
        assertThat(server.asked().get(1).header("If-Range")).contains(date);
    }

    @Test
    void aBodyWithoutValidatorStartsFromZero() throws Exception {
        server.answers(ScriptedServer.cut(TEXT, SENT), ScriptedServer.body(TEXT));
        assertBody(fetch(request()), TEXT);
        assertThat(server.asked().get(1).header("Range")).isEmpty();
    }

    @Test
    void aBodyThatChangedBetweenTriesStartsFromZero() throws Exception {
        String changed = TEXT.replace('1', '2');
        server.answers(ScriptedServer.cut(TEXT, SENT, "ETag", "\"1\""), ScriptedServer.body(changed, "ETag", "\"2\""));
        Fetched fetched = fetch(request());
        assertBody(fetched, changed);
        assertThat(((Fetched.Body) fetched).validators()).isEqualTo(etag("\"2\""));
    }

    @Test
    void theRestOfAnotherVersionIsNotGluedOn() throws Exception {
        String changed = TEXT.replace('1', '2');
        server.answers(
                ScriptedServer.cut(TEXT, SENT, "ETag", "\"1\""),
                ScriptedServer.rest(changed, "ETag", "\"2\""),
                ScriptedServer.body(changed, "ETag", "\"2\""));
        assertBody(fetch(request()), changed);
        assertThat(server.asked().get(2).header("Range")).isEmpty();
    }

    @Test
    void aRangeThatWasNotAskedForIsNotGluedOn() throws Exception {
        server.answers(
                ScriptedServer.cut(TEXT, SENT, "ETag", "\"1\""),
                ScriptedServer.rest(TEXT, SENT - 100, "ETag", "\"1\""),
                ScriptedServer.body(TEXT, "ETag", "\"1\""));
        assertBody(fetch(request()), TEXT);
    }

    @Test
    void aRangeThatTheHostCannotServeStartsFromZero() throws Exception {
        server.answers(
                ScriptedServer.cut(TEXT, SENT, "ETag", "\"1\""),
                ScriptedServer.status(416),
                ScriptedServer.body(TEXT, "ETag", "\"1\""));
        assertBody(fetch(request()), TEXT);
        assertThat(server.asked().get(2).header("Range")).isEmpty();
    }

    @Test
    void aWebPageInsteadOfTheRestStartsFromZero() throws Exception {
        server.answers(
                ScriptedServer.cut(TEXT, SENT, "ETag", "\"1\""),
                ScriptedServer.body("<html><body>Too many requests</body></html>"),
                ScriptedServer.body(TEXT, "ETag", "\"1\""));
        assertBody(fetch(request()), TEXT);
    }

    @Test
    void theAnnouncedSizeIsCheckedOnTheWholeOfAResumedBody() throws Exception {
        server.answers(ScriptedServer.cut(TEXT, SENT, "ETag", "\"1\""), ScriptedServer.rest(TEXT, "ETag", "\"1\""));
        assertBody(fetch(request(OptionalLong.of(TEXT.length()), 1 << 20)), TEXT);
    }

    @Test
    void onlyTheBodyIsLeftWhenItIsWhole() throws Exception {
        server.answers(ScriptedServer.cut(TEXT, SENT, "ETag", "\"1\""), ScriptedServer.rest(TEXT, "ETag", "\"1\""));
        Fetched.Body body = (Fetched.Body) fetch(request());
        Files.delete(body.file());
        assertNothingLeft();
    }
}
