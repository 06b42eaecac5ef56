package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vigie.score.ModelStore;
import vigie.store.RunAccount;
import vigie.store.Tally;
import vigie.testing.Outbreak;
import vigie.testing.TestHome;

class TrainEvaluateTest {

    private static final String DAY = Outbreak.TODAY.toString();

    @TempDir
    private Path folder;

    private static TestHome home;

    @BeforeAll
    static void fill() {
        Outbreak.model();
        home = Outbreak.home(Outbreak.MANY);
    }

    @AfterAll
    static void close() {
        if (home != null) {
            home.close();
        }
    }

    private static Ran vigie(String line) {
        return Ran.on(home.dir(), ("--today " + DAY + " " + line).split(" "));
    }

    @Test
    void aModelIsLearnedKeptAndUsed() {
        Ran ran = vigie("train --seed 3");
        assertThat(ran.err()).contains("Training on", "ROC-AUC", "is now in use");
        assertThat(ran.status()).isEqualTo(Exit.DONE);
        assertThat(ran.out()).isEmpty();
        ModelStore.Kept kept = new ModelStore(home.dir()).current();
        assertThat(kept.card().json().path("seed").asLong()).isEqualTo(3);
        assertThat(kept.card().json().path("trained").asString()).isEqualTo(DAY);
        assertThat(vigie("train --seed 3").err()).contains(kept.id());
    }

    @Test
    void aModelIsWrittenElsewhereWithItsCardAndLeavesTheHomeAsItIs() {
        Path file = folder.resolve("mine.json");
        Ran ran = vigie("train --until 2024-10-31 --out " + file);
        assertThat(ran.status()).isEqualTo(Exit.DONE);
        assertThat(ran.err()).contains(file.toString(), "vigie model use");
        ModelStore.Kept written = new ModelStore(home.dir()).read(file);
        assertThat(written.card().json().path("until").asString()).isEqualTo("2024-10-31");
        assertThat(new ModelStore(home.dir()).ids()).doesNotContain(written.id());
    }

    /** The features that {@code explain} shows of a CVE as of the day of a row. */
    private static Map<String, Float> explained(TestHome from, String cve, String day) {
        Ran ran = Ran.on(from.dir(), "--today", day, "-q", "explain", cve, "--all", "--json");
        Map<String, Float> features = new LinkedHashMap<>();
        JsonMapper.shared()
                .readTree(ran.out())
                .path("features")
                .properties()
                .forEach(feature -> features.put(
                        feature.getKey(),
                        feature.getValue().isNull()
                                ? Float.NaN
                                : feature.getValue().floatValue()));
        return features;
    }

    @Test
    void aDumpedRowHasTheFeaturesThatExplainShowsAsOfItsDay() throws IOException {
        try (TestHome other = Outbreak.readyHome(Outbreak.MANY)) {
            String seed = Long.toString(Outbreak.SEED);
            Path file = folder.resolve("rows.csv");
            Ran ran = Ran.on(other.dir(), "--today", DAY, "train", "--seed", seed, "--dump-rows", file.toString());
            assertThat(ran.status()).isEqualTo(Exit.DONE);
            JsonNode card = Outbreak.model().card().json().path("rows");
            assertThat(ran.err())
                    .contains(
                            file.toString(),
                            "No model was trained",
                            card.path("sha256").asString());
            assertThat(new ModelStore(other.dir()).inUse())
                    .contains(Outbreak.model().id());
            List<NamedCsvRecord> rows;
            try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
                rows = csv.stream().toList();
            }
            assertThat(rows).hasSize(card.path("count").asInt());
            assertThat(rows.stream().filter(row -> row.getField("label").equals("1")))
                    .hasSize(card.path("positive").asInt());
            assertThat(rows.stream().map(row -> row.getField("split"))).contains("train", "held_out");
            for (int at : new int[] {0, rows.size() / 3, rows.size() - 1}) {
                NamedCsvRecord row = rows.get(at);
                Map<String, Float> features = new LinkedHashMap<>();
                row.getHeader().stream().skip(5).forEach(name -> {
                    String value = row.getField(name);
                    features.put(name, value.isEmpty() ? Float.NaN : Float.parseFloat(value));
                });
                assertThat(features.values()).anyMatch(value -> value.isNaN()).anyMatch(value -> !value.isNaN());
                assertThat(explained(other, row.getField("cve"), row.getField("day")))
                        .as(row.getField("cve"))
                        .isEqualTo(features);
            }
        }
    }

    @Test
    void rowsInTheFormatOfLibsvmAreThoseOfTheTable() throws IOException {
        Path csv = folder.resolve("rows.csv.gz");
        Path svm = folder.resolve("rows.svm");
        assertThat(vigie("train --dump-rows " + csv).status()).isEqualTo(Exit.DONE);
        assertThat(vigie("train --dump-rows " + svm).status()).isEqualTo(Exit.DONE);
        List<String> names = Files.readAllLines(folder.resolve("rows.svm.features"));
        List<String> read = new ArrayList<>();
        for (String line : Files.readAllLines(svm)) {
            String[] parts = line.split(" # ", 2);
            String[] values = parts[0].split(" ");
            Map<String, String> row = new TreeMap<>();
            for (String value : List.of(values).subList(1, values.length)) {
                String[] pair = value.split(":");
                row.put(names.get(Integer.parseInt(pair[0])), pair[1]);
            }
            read.add(values[0] + " " + parts[1] + " " + row);
        }
        List<String> wanted = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> table = CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(csv)), StandardCharsets.UTF_8))) {
            for (NamedCsvRecord row : table) {
                Map<String, String> values = new TreeMap<>();
                names.stream()
                        .filter(name -> !row.getField(name).isEmpty())
                        .forEach(name -> values.put(name, row.getField(name)));
                wanted.add(String.join(
                                " ",
                                row.getField("label"),
                                row.getField("cve"),
                                row.getField("day"),
                                row.getField("weight"),
                                row.getField("split"))
                        + " " + values);
            }
        }
        assertThat(read).hasSizeGreaterThan(100).isEqualTo(wanted);
    }

    @Test
    void aModelThatForeseesWorseThanTheOneInUseIsKeptButNotUsed() throws IOException {
        try (TestHome better = Outbreak.readyHome(Outbreak.MANY)) {
            String inUse = Outbreak.model().id();
            Path card = better.dir().resolve("models/" + inUse + ".card.json");
            ObjectNode said = (ObjectNode) JsonMapper.shared().readTree(Files.readString(card));
            ((ObjectNode) said.at("/held_out/model/roc_auc")).put("value", 1.5);
            Files.writeString(card, said.toString());
            Ran ran = Ran.on(better.dir(), "--today", DAY, "train", "--seed", "4");
            assertThat(ran.status()).isEqualTo(Exit.DONE);
            assertThat(ran.err()).contains("is stored but not used", "1.500", "vigie model use");
            assertThat(new ModelStore(better.dir()).inUse()).contains(inUse);
            assertThat(new ModelStore(better.dir()).ids()).hasSizeGreaterThanOrEqualTo(2);
        }
    }

    /** Months without a sync would pass for months in which nothing was exploited. */
    @Test
    void whatCameAfterTheLastSyncIsNotTakenForUnexploited() {
        try (TestHome stale = Outbreak.home(60)) {
            Instant synced = Instant.parse("2024-08-15T10:00:00Z");
            stale.writer().finished(new RunAccount("kev", synced, synced, RunAccount.Outcome.DONE, 1, Tally.NONE, ""));
            assertThat(Ran.on(stale.dir(), "--today", DAY, "train").err()).contains("as known on 2024-08-15");
            Ran later = Ran.on(stale.dir(), "--today", DAY, "train", "--until", "2024-08-16");
            assertThat(later.status()).isEqualTo(Exit.WRONG_USE);
            assertThat(later.err())
                    .contains("2024-08-16", "2024-08-15", "vigie sync")
                    .hasLineCount(1);
            assertThat(Ran.on(stale.dir(), "--today", DAY, "-q", "evaluate", "--as-of", "2024-08-01")
                            .err())
                    .contains("2024-08-15");
        }
    }

    @Test
    void tooLittleToLearnFromIsRefusedWithTheReason() {
        try (TestHome small = Outbreak.home(60)) {
            Ran ran = Ran.on(small.dir(), "--today", DAY, "-q", "train");
            assertThat(ran.status()).isEqualTo(Exit.FAILED);
            assertThat(ran.err())
                    .startsWith("Error: ")
                    .contains("needs 50", "sync kev, cvelist and nvd")
                    .hasLineCount(1);
            assertThat(small.dir().resolve("models")).doesNotExist();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "train --dump-rows rows.csv", "evaluate --as-of 2024-07-01 --horizon 90"})
    void anEmptyDatabaseIsTooLittle(String line) {
        try (TestHome empty = TestHome.make()) {
            Ran ran = Ran.on(empty.dir(), ("--today " + DAY + " -q " + line).split(" "));
            assertThat(ran.status()).isEqualTo(Exit.FAILED);
            assertThat(ran.err()).contains("knows of 0 CVEs").hasLineCount(1);
        }
    }

    @Test
    void anEvaluationIsPrintedWrittenAndGoesOntoTheCard() throws IOException {
        Path page = folder.resolve("report.html");
        Ran ran = vigie("evaluate --as-of 2024-07-01 --horizon 90 --json --out " + page);
        assertThat(ran.status()).isEqualTo(Exit.DONE);
        assertThat(ran.err()).contains("As of 2024-07-01", page.toString());
        JsonNode json = JsonMapper.shared().readTree(ran.out());
        assertThat(json.path("tables").size()).isEqualTo(3);
        assertThat(json.at("/tables/0/model/roc_auc/value").asDouble()).isBetween(0.5, 1.0);
        assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>");
        Path figures = folder.resolve("figures.json");
        Files.writeString(figures, ran.out());
        Path file = folder.resolve("with.json");
        assertThat(vigie("train --out " + file + " --evaluation " + figures + " --evaluation " + figures)
                        .status())
                .isEqualTo(Exit.DONE);
        JsonNode card = new ModelStore(home.dir()).read(file).card().json();
        assertThat(card.at("/evaluation/tables").size()).isEqualTo(3);
        assertThat(card.at("/further_evaluations/0/tables").size()).isEqualTo(3);
    }

    @Test
    void severalOriginsArePutTogether() {
        Ran ran = vigie("evaluate --rolling 2024-07..2024-09 --every 2 --horizon 60 --outcome KEV --lang fr");
        assertThat(ran.status()).isEqualTo(Exit.DONE);
        assertThat(ran.err()).contains("2024-07-01", "2024-09-01").doesNotContain("2024-08-01");
        assertThat(ran.out()).contains("2024-07-01, 2024-09-01", "CISA");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evaluate --rolling 2024-07",
                "evaluate --rolling 2024-09..2024-07",
                "evaluate --rolling 2024-13..2025-01",
                "evaluate --rolling ..",
                "evaluate --rolling 2024-07..2024-09 --every 0",
                "evaluate --as-of yesterday",
                "evaluate --horizon 0",
                "evaluate --horizon -5,30",
                "evaluate --horizon month",
                "evaluate --outcome perhaps",
                "evaluate --since 2024",
                "train --until soon",
                "train --until 2025-01-01",
                "train --seed many",
                "train --evaluation nosuchfile.json",
                "train --dump-rows rows.csv --out model.json"
            })
    void whatMakesNoSenseIsSaidWithStatus2(String line) {
        Ran ran = vigie(line);
        assertThat(ran.err()).startsWith("Error: ");
        assertThat(ran.err().lines()).hasSizeLessThanOrEqualTo(3);
        assertThat(ran.status()).isEqualTo(Exit.WRONG_USE);
        assertThat(ran.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"train --out", "train --dump-rows", "evaluate --as-of 2024-07-01 --horizon 90 --out"})
    void aFileThatCannotBeWrittenIsSaidBeforeAnythingIsLearned(String command) {
        Ran ran = vigie("-q " + command + " " + folder.resolve("no/such/file"));
        assertThat(ran.status()).isEqualTo(Exit.FAILED);
        assertThat(ran.err())
                .startsWith("Error: Cannot write ")
                .contains("the directory does not exist")
                .hasLineCount(1);
    }

    @Test
    void aDirectoryOrAnUnusableHomeIsSaidBeforeAnythingIsLearned() throws IOException {
        assertThat(vigie("-q train --out " + folder).err()).contains("it is a directory");
        Files.createFile(folder.resolve("models"));
        Files.copy(home.dir().resolve("vigie.db"), folder.resolve("vigie.db"));
        Ran ran = Ran.on(folder, "--today", DAY, "train");
        assertThat(ran.status()).isEqualTo(Exit.FAILED);
        assertThat(ran.err())
                .startsWith("Error: models cannot be written to " + folder.resolve("models"))
                .hasLineCount(1);
    }

    @Test
    void anOriginWhoseHorizonIsNotOverIsRefused() {
        Ran ran = vigie("-q evaluate --as-of 2024-12-01 --horizon 90");
        assertThat(ran.status()).isEqualTo(Exit.FAILED);
        assertThat(ran.err()).contains("2024-12-01", "90").hasLineCount(1);
    }
}
