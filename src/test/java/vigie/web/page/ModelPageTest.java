package vigie.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vigie.job.JobProgress;
import vigie.score.ModelStore;
import vigie.testing.TestHome;
import vigie.web.Server;
import vigie.web.ServerOptions;

class ModelPageTest {

    private static final String MODELS = "src/main/resources/vigie/model";

    private static final String EVIL = "<img src=x onerror=alert(1)>\"'\u202e\u200b";

    private TestHome home;
    private Server server;

    @BeforeEach
    void serve() {
        home = TestHome.make();
        server = Server.start(
                home.dir(),
                home.store(),
                new ServerOptions("127.0.0.1", 0),
                Clock.fixed(Instant.parse("2026-01-30T12:00:00Z"), ZoneOffset.UTC),
                new JobProgress(),
                trouble -> {});
    }

    @AfterEach
    void stop() {
        server.close();
        home.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private Document page(String lang) throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/model?lang=" + lang);
        assertThat(answer.statusCode()).isEqualTo(200);
        return Jsoup.parse(answer.body());
    }

    @Test
    void theShippedModelIsHeldAgainstTheOneThatShippedBefore() throws IOException, InterruptedException {
        String id = Files.readString(Path.of(MODELS, "models.txt")).strip();
        JsonNode before = JsonMapper.shared().readTree(Files.readString(Path.of(MODELS, id + ".before.json")));
        JsonNode table = before.path("evaluation").path("tables").get(0);
        double auc = table.path("model").path("roc_auc").path("value").asDouble();
        assertThat(page("en").select(".telling").text())
                .contains("The model that shipped before (" + before.path("id").asString() + ")")
                .contains(String.format(
                        Locale.ROOT, "%,d CVEs", table.path("pool").asInt()))
                .contains(String.format(Locale.ROOT, "ROC-AUC %.3f", auc), "This one: ROC-AUC", "overlap");
        assertThat(page("fr").select(".telling").text())
                .contains(String.format(Locale.FRENCH, "ROC-AUC %.3f", auc), "se recouvrent");
    }

    @Test
    void theCardOfTheShippedModelIsShown() throws IOException, InterruptedException {
        Document page = page("en");
        assertThat(page.select("h2").eachText())
                .containsExactly(
                        "How well it predicts",
                        "What a score means",
                        "Are the probabilities calibrated?",
                        "Most influential features",
                        "Data cut-off",
                        "Training");
        assertThat(page.text()).contains("within the next 30 days", "CVSS", "EPSS 55%", "days since publication");
        assertThat(page.select(".bars").get(0).select("tbody tr").eachText()).anyMatch(row -> row.startsWith("Age "));
        assertThat(page.select(".bars").get(1).select("tbody tr")).hasSize(25);
        assertThat(page.select("a[href=/api/v1/model]")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void thePageObeysThePolicyAndCanBeReadAloud(String lang) throws IOException, InterruptedException {
        Document page = page(lang);
        assertThat(page.select("[style], style, script:not([src])")).isEmpty();
        assertThat(page.html()).doesNotContain("NaN", "Infinity", "{0}");
        assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
        assertThat(page.select("[role=region]").eachAttr("aria-label")).doesNotHaveDuplicates();
        assertThat(page.select("svg"))
                .isNotEmpty()
                .allMatch(svg -> svg.attr("role").equals("img") || svg.hasAttr("aria-hidden"));
        for (String style : page.select("link[rel=stylesheet]").eachAttr("href")) {
            assertThat(get(style).statusCode()).as(style).isEqualTo(200);
        }
    }

    @Test
    void frenchFeaturesAreSaidInFrench() throws IOException, InterruptedException {
        assertThat(page("fr").select(".bars").text())
                .contains("jours depuis la publication", "part des CVE de cet éditeur", "la description mentionne");
    }

    @Test
    void aModelThatIsNotThereIsSaidAndTheShippedOneIsOffered() throws IOException, InterruptedException {
        use("2020-01-01-nothing");
        Document page = page("en");
        assertThat(page.select("h2").eachText()).containsExactly("No model", "Other models in this installation");
        assertThat(page.select(".problem").text())
                .contains("cannot be loaded", "2020-01-01-nothing")
                .doesNotContain(home.dir().toString());
        assertThat(page.select(".models li")).hasSize(1);
    }

    @Test
    void aHostileCardStaysText() throws IOException, InterruptedException {
        ModelStore.Kept shipped = new ModelStore(home.dir()).current();
        ObjectNode card =
                (ObjectNode) JsonMapper.shared().readTree(shipped.card().bytes());
        card.put("id", "evil").put("target", EVIL).put("trained", EVIL);
        ((ObjectNode) card.path("newest_data")).put(EVIL, EVIL);
        ((ObjectNode) card.path("parameters")).put(EVIL, EVIL);
        ((ObjectNode) card.path("importance"))
                .put("C:CPE_VENDOR:" + EVIL, 3)
                .put(EVIL, 2)
                .put("T:NP:" + EVIL, 1e300);
        ((ObjectNode) card.at("/evaluation/tables/0")).set(EVIL, card.at("/evaluation/tables/0/model"));
        ((ObjectNode) card.at("/evaluation/tables/0/model/at_effort/0")).put("effort", -1e300);
        ((ObjectNode) card.at("/further_evaluations/0/tables/0/model/reliability/0")).put("observed", "x");
        Files.write(models().resolve("evil.json"), shipped.file());
        Files.writeString(models().resolve("evil.card.json"), card.toString());
        use("evil");
        Document page = page("en");
        assertThat(page.select("main img, [onerror], main script")).isEmpty();
        assertThat(page.text()).contains("<img src=x").doesNotContain("\u202e", "\u200b");
        assertThat(page.html()).doesNotContain("NaN", "Infinity");
        assertThat(page.select(".models li").eachText()).hasSize(1);
    }

    @Test
    void aCardThatSaysNothingLeavesItsPartsOut() throws IOException, InterruptedException {
        ModelStore.Kept shipped = new ModelStore(home.dir()).current();
        Files.write(models().resolve("bare.json"), shipped.file());
        Files.writeString(
                models().resolve("bare.card.json"),
                "{\"id\": \"bare\", \"sha256\": \"" + shipped.card().sha256()
                        + "\", \"importance\": 7, \"evaluation\": [1], \"held_out\": {\"model\": {\"roc_auc\": {}}}}");
        use("bare");
        assertThat(page("fr").select("h2").eachText())
                .contains("Ce que signifie un score")
                .contains("Entraînement")
                .doesNotContain("Variables influentes", "Date limite des données");
    }

    /** A training may write the card of a known model anew. */
    @Test
    void aCardThatChangedIsReadAgain() throws IOException, InterruptedException {
        ModelStore.Kept shipped = new ModelStore(home.dir()).current();
        Path card = models().resolve("mine.card.json");
        Files.write(models().resolve("mine.json"), shipped.file());
        String text = "{\"id\": \"mine\", \"target\": \"FIRST\", \"sha256\": \""
                + shipped.card().sha256() + "\"}";
        Files.writeString(card, text);
        use("mine");
        assertThat(page("en").text()).contains("FIRST");
        Files.writeString(card, text.replace("FIRST", "SECOND"));
        Files.setLastModifiedTime(card, java.nio.file.attribute.FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
        assertThat(page("en").text()).contains("SECOND");
    }

    private Path models() throws IOException {
        return Files.createDirectories(home.dir().resolve("models"));
    }

    private void use(String id) throws IOException {
        Files.writeString(models().resolve("in-use"), id);
    }
}
