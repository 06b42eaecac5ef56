package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.model.CveId;
import vigie.model.Score;
import vigie.score.ModelStore;
import vigie.score.ScoreModel;
import vigie.score.Sums;
import vigie.store.Reader;
import vigie.store.sqlite.SqliteStore;
import vigie.testing.Needs;
import vigie.testing.Replay;

/** From the sources to the feed. */
@Tag("mirror")
@Timeout(900)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MirrorScoresTest {

    private static final String DAY = "2026-01-30";

    /** NVD takes long and differs in nothing that matters here. */
    private static final String[] SOURCES = {"sync", "kev", "eukev", "cvelist", "exploit-db", "metasploit", "epss"};

    @TempDir
    private static Path folder;

    private static Replay mirror;
    private static Path home;
    private static Path feed;

    @BeforeAll
    static void scoreAndPublish() throws IOException {
        mirror = Replay.start();
        home = folder.resolve("home");
        feed = folder.resolve("feed");
        done(vigie(SOURCES));
        if (new ModelStore(home).inUse().isEmpty()) {
            Ran trained = vigie("train");
            Needs.that(trained.status() == Exit.DONE, "no model came with the program, and: " + trained.err());
        }
        done(vigie("score"));
        done(vigie("publish", "--out", feed.toString()));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (mirror != null) {
            mirror.close();
        }
    }

    private static Ran vigie(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--mirror", mirror.address().toString(), "--today", DAY));
        all.addAll(List.of(arguments));
        return Ran.on(home, all.toArray(String[]::new));
    }

    private static void done(Ran ran) {
        assertThat(ran.status()).as(ran.err()).isEqualTo(Exit.DONE);
    }

    /** The files of single CVEs. */
    private static Stream<Path> cves() throws IOException {
        return Files.walk(feed).filter(file -> file.getFileName().toString().matches("CVE-\\d{4}-\\d{4,}\\.json"));
    }

    @Test
    @Order(1)
    void everyFilePassesTheSchema() throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(feed.resolve("schema.json")), InputFormat.JSON);
        AtomicInteger seen = new AtomicInteger();
        try (Stream<Path> files = cves()) {
            files.forEach(file -> {
                assertThat(schema.validate(text(file), InputFormat.JSON))
                        .as("%s", file)
                        .isEmpty();
                seen.incrementAndGet();
            });
        }
        assertThat(seen.get()).isGreaterThan(10_000);
        for (String name : List.of("manifest.json", "modified.json", "CVE-2024.json")) {
            assertThat(schema.validate(text(feed.resolve(name)), InputFormat.JSON))
                    .as(name)
                    .isEmpty();
        }
    }

    /** Known: bias, listed contributions and rest are rounded to six, three and six decimals, the score to three digits. */
    @Test
    @Order(2)
    void everyFileAddsUpToItsScore() throws IOException {
        try (Stream<Path> files = cves();
                Reader reader = SqliteStore.at(home).reader()) {
            files.forEach(file -> {
                JsonNode json = JsonMapper.shared().readTree(text(file));
                double sum = json.path("bias").asDouble() + json.path("rest").asDouble();
                for (JsonNode contribution : json.path("explanations")) {
                    sum += contribution.asDouble();
                }
                CveId cve = CveId.of(file.getFileName().toString().replace(".json", ""));
                Score held = reader.scores().score(cve).orElseThrow();
                double score = json.path("score").asDouble();
                assertThat(sum).as("%s", cve).isCloseTo(held.margin(), within(1e-6));
                assertThat(score).as("%s", cve).isCloseTo(1 / (1 + Math.exp(-sum)), within(score * 0.0051));
            });
        }
    }

    /** The score's log-odds are the sum of the leaves in double precision, and so is the sum of all contributions. */
    @Test
    @Order(2)
    void contributionsOfEveryCveAddUpToTheLeavesOfTheTrees() {
        ScoreModel model = new ModelStore(home).current().model();
        Sums sums = Sums.of(SqliteStore.at(home), model, LocalDate.parse(DAY));
        System.err.printf(
                "%d CVEs: contributions differ from the leaves by %.1e at most, the published ones by %.1e%n",
                sums.cves(), sums.ofLeaves(), sums.published());
        assertThat(sums.cves()).isGreaterThan(10_000);
        assertThat(sums.ofLeaves()).isLessThan(1e-9);
        assertThat(sums.published()).isLessThan(1e-6);
    }

    @Test
    @Order(3)
    void everyPublishedCveOfTheScopeIsThereAndSomeAreKnownExploited() throws IOException {
        try (Stream<Path> files = cves();
                Reader reader = SqliteStore.at(home).reader()) {
            assertThat(files.count()).isEqualTo(reader.scores().count());
        }
        JsonNode known = JsonMapper.shared().readTree(text(feed.resolve("2024/3xxx/CVE-2024-3400.json")));
        assertThat(known.path("known_exploited").path("date").asString()).isEqualTo("2024-04-12");
    }

    @Test
    @Order(4)
    void aSecondRunChangesNothing() {
        assertThat(vigie("score").err()).contains("No CVE scored, 0 changed");
        assertThat(vigie("publish", "--out", feed.toString()).err()).contains("no file written");
        assertThat(vigie("score", "--all").err()).contains(", 0 changed");
        assertThat(vigie("publish", "--out", feed.toString()).err())
                .as("the manifest tells of the run")
                .contains("0 changed, 0 removed; 1 file written");
        assertThat(vigie("publish", "--out", feed.toString()).err()).contains("no file written");
    }

    @Test
    @Order(5)
    void whatIsExplainedIsWhatIsPublished() {
        JsonNode explained = JsonMapper.shared()
                .readTree(vigie("explain", "CVE-2024-3400", "--json").out());
        JsonNode published = JsonMapper.shared().readTree(text(feed.resolve("2024/3xxx/CVE-2024-3400.json")));
        for (String key : List.of("score", "percentile", "bias", "model")) {
            assertThat(published.path(key)).as(key).isEqualTo(explained.path(key));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
