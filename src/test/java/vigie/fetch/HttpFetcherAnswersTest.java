package vigie.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.text.Program;

class HttpFetcherAnswersTest extends HttpFetching {

    private static final String DATE = "Fri, 30 Jan 2026 08:00:00 GMT";

    @Test
    void bodyComesWithWhatMakesTheNextRequestConditional() throws Exception {
        server.answers(ScriptedServer.body("{\"a\":1}", "ETag", "\"1\"", "Last-Modified", DATE));
        Fetched fetched = fetch(request());
        assertBody(fetched, "{\"a\":1}");
        assertThat(((Fetched.Body) fetched).validators())
                .isEqualTo(new Validators(Optional.of("\"1\""), Optional.of(DATE)));
    }

    @Test
    void whatIsHeldIsAskedForOnConditionOnly() throws Exception {
        server.answers(ScriptedServer.status(304));
        Fetched fetched = fetch(request(new Validators(Optional.of("W/\"1\""), Optional.of(DATE))));
        assertThat(fetched).isInstanceOf(Fetched.Unchanged.class);
        assertThat(server.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.header("If-None-Match")).contains("W/\"1\"");
            assertThat(asked.header("If-Modified-Since")).contains(DATE);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void whatIsNotThereIsAbsentAtOnce(int status) throws Exception {
        server.answers(ScriptedServer.status(status));
        assertThat(fetch(request())).isInstanceOf(Fetched.Absent.class);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void redirectsAreFollowed() throws Exception {
        server.answers(
                ScriptedServer.status(302, "Location", server.uri("/elsewhere").toString()), ScriptedServer.body("[]"));
        assertBody(fetch(request()), "[]");
        assertThat(server.asked()).extracting(a -> a.uri().getPath()).containsExactly("/feed.json", "/elsewhere");
    }

    @Test
    void aMirrorIsAskedForTheHostsPathAndQueryAsTheyAre() throws Exception {
        server.answers(ScriptedServer.body("[]"));
        URI uri = URI.create("https://api.example.org/v1/a%20b?cve=CVE-2024-1,CVE-2024-2&x=%26");
        Request request = new Request(uri, Format.JSON, Validators.NONE, OptionalLong.empty(), 100);
        Mirror mirror = new Mirror(Optional.of(server.uri("/base/")));
        assertBody(fetcher(mirror, RETRY).fetch(request, PACE, bytes -> {}), "[]");
        assertThat(server.asked())
                .extracting(a -> a.uri().toString())
                .containsExactly("/base/api.example.org/v1/a%20b?cve=CVE-2024-1,CVE-2024-2&x=%26");
    }

    @Test
    void tellsHowManyBytesCameIn() throws Exception {
        server.answers(ScriptedServer.body("[1,2,3]"));
        List<Long> told = new ArrayList<>();
        fetcher().fetch(request(), PACE, told::add);
        assertThat(told).endsWith(7L);
    }

    @Test
    void theHostLearnsWhoAsks() throws Exception {
        server.answers(ScriptedServer.body("[]"));
        fetch(request());
        assertThat(server.asked().get(0).header("User-Agent")).hasValue(Program.userAgent());
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaidWithoutBotheringTheHost() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        HttpFetcher fetcher = new HttpFetcher(file.resolve("downloads"), Mirror.NONE, retry(50), line -> {});
        assertFailed(fetcher.fetch(request(), PACE, bytes -> {}), "cannot write");
        assertThat(server.asked()).isEmpty();
    }
}
