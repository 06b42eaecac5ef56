package vigie.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.job.JobEvent;
import vigie.job.JobListener;
import vigie.job.JobProgress;
import vigie.store.sqlite.SqliteStore;
import vigie.testing.TestHome;

/** The first minutes, in which the database is being filled. */
class FillingTest {

    private final JobProgress progress = new JobProgress();
    private TestHome home;
    private Server server;

    @BeforeEach
    void start() {
        home = TestHome.make();
        server = Server.start(
                home.dir(),
                SqliteStore.at(home.dir()),
                new ServerOptions("127.0.0.1", 0),
                Clock.systemUTC(),
                progress,
                trouble -> {});
        progress.on(new JobEvent.StageStarted(JobEvent.Stage.SYNC));
        progress.begin("nvd", "2026", JobListener.Unit.BYTES, 100).at(43);
    }

    @AfterEach
    void stop() {
        server.close();
        home.close();
    }

    private String get(String path) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/today", "/cves", "/publications", "/analysis", "/model", "/sources", "/cves/CVE-2026-1"})
    void everyPageSaysThatTheDatabaseIsBeingFilled(String path) {
        assertThat(get(path + "?lang=en"))
                .contains(
                        "The database is being filled for the first time",
                        "Stored so far: 0 CVEs, 0 publications.",
                        "nvd 43");
        assertThat(get(path + "?lang=fr")).contains("La base se remplit pour la première fois");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/today", "/cves", "/publications"})
    void noListSaysThatNothingWasFound(String path) {
        assertThat(get(path + "?lang=en"))
                .contains("Nothing yet: the database is being filled.")
                .doesNotContain("Remove a filter", "Nothing new.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/cves", "/api/v1/publications", "/api/v1/sources"})
    void theApiSaysWhatIsMissing(String path) {
        JsonNode filling = JsonMapper.shared().readTree(get(path)).path("filling");
        assertThat(filling.path("stage").asString()).isEqualTo("sync");
        assertThat(filling.path("missing").valueStream().map(JsonNode::asString))
                .contains("certfr", "cvelist", "nvd", "epss", "kev", "scores");
    }

    @Test
    void afterwardsNothingOfItIsLeft() {
        progress.on(new JobEvent.MainJobEnded());
        assertThat(get("/cves?lang=en")).doesNotContain("being filled").contains("No CVE matches");
        assertThat(get("/sources/filling?lang=en")).contains("The database is filled.");
        assertThat(JsonMapper.shared()
                        .readTree(get("/api/v1/cves"))
                        .path("filling")
                        .isNull())
                .isTrue();
    }
}
