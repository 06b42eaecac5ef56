package vigie.ssvc;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.testing.Needs;

/** Decision tables against the files that CERT/CC publishes, byte for byte. */
class OfficialFilesTest {

    private static final Path FILES = Path.of("../shared/findings/ssvc");

    /** {@code In KEV v1.0.0 (cisa)}; a name may hold commas. */
    private static final Pattern HEADING = Pattern.compile("(.+) v(\\d+\\.\\d+\\.\\d+)(?: \\((\\w+)\\))?");

    @BeforeAll
    static void theFilesAreThere() {
        Needs.that(Files.isDirectory(FILES), "the official files of SSVC are not there: " + FILES);
    }

    private static String text(String name) throws IOException {
        return Files.readString(FILES.resolve(name));
    }

    private static List<Path> files(String end) throws IOException {
        try (Stream<Path> all = Files.list(FILES)) {
            return all.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }

    private static List<String> invalid(String schema, String json) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text(schema), InputFormat.JSON)
                .validate(json, InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static List<CsvRecord> rows(Path csv) throws IOException {
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(Files.readString(csv))) {
            return reader.stream().toList();
        }
    }

    /** A column is the point of that name and version. */
    private static DecisionPoint point(Stream<DecisionPoint> points, String heading) {
        Matcher parts = HEADING.matcher(heading);
        assertThat(parts.matches()).as(heading).isTrue();
        return points.filter(point ->
                        point.name().equals(parts.group(1)) && point.version().equals(parts.group(2)))
                .findFirst()
                .orElseThrow();
    }

    private static void reproduced(Tree tree, List<CsvRecord> rows) {
        int last = rows.get(0).getFieldCount() - 1;
        Set<Map<String, Answer>> seen = new LinkedHashSet<>();
        for (CsvRecord row : rows.subList(1, rows.size())) {
            Map<String, Answer> answers = new TreeMap<>();
            for (int i = 1; i < last; i++) {
                DecisionPoint asked = point(tree.points().stream(), rows.get(0).getField(i));
                answers.put(
                        asked.point(),
                        Answer.stated(Set.of(
                                asked.named(row.getField(i)).orElseThrow().key())));
            }
            seen.add(answers);
            Decision decision = Decision.of(tree, new Points(answers), Decision.Dates.NONE);
            assertThat(decision.outcomes())
                    .as(tree.id() + " row " + row.getField(0))
                    .containsExactly(tree.outcome().named(row.getField(last)).orElseThrow());
        }
        assertThat(seen).hasSize(rows.size() - 1).hasSameSizeAs(tree.outcomes());
    }

    /** 16 + 36 + 72 + 36 + 16 + 4 + 4 rows. */
    @Test
    void theTablesThatShipAreTheOfficialOnesAndGiveEveryRow() throws IOException {
        int tables = 0;
        int all = 0;
        for (Path csv : files(".csv")) {
            Path json = Path.of(csv.toString().replaceFirst("csv$", "json"));
            if (Files.exists(json)) {
                Tree official = Tree.read(Files.readAllBytes(json));
                assertThat(invalid("DecisionTable_2_0_0.schema.json", Files.readString(json)))
                        .isEmpty();
                assertThat(Trees.named(official.id())).contains(official);
                try (InputStream shipped = Tree.class.getResourceAsStream("/vigie/ssvc/" + json.getFileName())) {
                    assertThat(shipped).hasBinaryContent(Files.readAllBytes(json));
                }
                List<CsvRecord> rows = rows(csv);
                reproduced(official, rows);
                tables++;
                all += rows.size() - 1;
            }
        }
        assertThat(tables).isEqualTo(Trees.names().size());
        assertThat(all).isEqualTo(184);
        try (InputStream shipped = Tree.class.getResourceAsStream("/vigie/ssvc/LICENSE")) {
            assertThat(shipped).hasBinaryContent(Files.readAllBytes(FILES.resolve("LICENSE")));
        }
    }

    /** The tables of a coordinator, of which there is no JSON there, as tables of one's own: 192 and 27 rows. */
    @Test
    void aTableThatDoesNotShipIsTakenAsOnesOwnAndGivesEveryRow() throws IOException {
        int own = 0;
        for (Path csv : files(".csv")) {
            if (Files.exists(Path.of(csv.toString().replaceFirst("csv$", "json")))) {
                continue;
            }
            List<CsvRecord> rows = rows(csv);
            String json = JsonMapper.shared().writeValueAsString(table(csv, rows));
            assertThat(invalid("DecisionTable_2_0_0.schema.json", json)).isEmpty();
            reproduced(Tree.read(json.getBytes(StandardCharsets.UTF_8)), rows);
            own++;
        }
        assertThat(own).isEqualTo(2);
    }

    /** A table in the form of the schema, made of its rows; the order of values is that of their first occurrence. */
    private static Map<String, Object> table(Path csv, List<CsvRecord> rows) {
        CsvRecord head = rows.get(0);
        Map<String, Object> points = new LinkedHashMap<>();
        List<Map<String, String>> keys = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (int i = 1; i < head.getFieldCount(); i++) {
            int column = i;
            Matcher heading = HEADING.matcher(head.getField(i));
            assertThat(heading.matches()).isTrue();
            Map<String, String> values = new LinkedHashMap<>();
            rows.stream()
                    .skip(1)
                    .map(row -> row.getField(column))
                    .forEach(value -> values.putIfAbsent(value, "V" + values.size()));
            Map<String, Object> point = new LinkedHashMap<>(named("P" + i, heading.group(2), heading.group(1)));
            point.put(
                    "values",
                    values.entrySet().stream()
                            .map(value -> Map.of("key", value.getValue(), "name", value.getKey(), "definition", "-"))
                            .toList());
            ids.add("ssvc:P" + i + ":" + heading.group(2));
            points.put(ids.get(i - 1), point);
            keys.add(values);
        }
        Map<String, Object> table = new LinkedHashMap<>(
                named("DT_OWN", "1.0.0", String.valueOf(csv.getFileName()).replaceFirst("_1_0_0.*", "")));
        table.put("decision_points", points);
        table.put("outcome", ids.get(ids.size() - 1));
        table.put(
                "mapping",
                rows.stream()
                        .skip(1)
                        .map(row -> {
                            Map<String, String> mapping = new LinkedHashMap<>();
                            IntStream.range(0, ids.size())
                                    .forEach(i ->
                                            mapping.put(ids.get(i), keys.get(i).get(row.getField(i + 1))));
                            return mapping;
                        })
                        .toList());
        return table;
    }

    private static Map<String, Object> named(String key, String version, String name) {
        return Map.of(
                "namespace",
                "ssvc",
                "key",
                key,
                "version",
                version,
                "name",
                name,
                "definition",
                "-",
                "schemaVersion",
                "2.0.0");
    }

    @Test
    void selectionsAreValidWhateverIsDecided() throws IOException {
        Points decided = new Points(Map.of(
                Points.EXPLOITATION, Answer.of("A", Answer.Basis.SOURCE, "kev"),
                Points.IN_KEV, Answer.of("Y", Answer.Basis.SOURCE, "kev"),
                Points.AUTOMATABLE, Answer.of("Y", Answer.Basis.SOURCE)));
        for (String name : Trees.names()) {
            for (Points points : List.of(decided, Points.NONE)) {
                String json = JsonMapper.shared()
                        .writeValueAsString(Exchange.selectionList(
                                Decision.of(Trees.named(name).orElseThrow(), points, Decision.Dates.NONE),
                                "CVE-2024-3400",
                                Instant.parse("2026-01-30T12:00:00Z")));
                assertThat(invalid("SelectionList_2_0_0.schema.json", json))
                        .as(name)
                        .isEmpty();
            }
        }
    }

    @Test
    void theOfficialExampleOfSelectionsIsValidAndNamesPointsThatAreKnown() throws IOException {
        String json = text("CVE-1900-1234-Decision_Point_Value_Selection-2-0-0.json");
        assertThat(invalid("SelectionList_2_0_0.schema.json", json)).isEmpty();
        for (JsonNode selection : JsonMapper.shared().readTree(json).path("selections")) {
            DecisionPoint point = Trees.point(selection.path("namespace").asString() + ":"
                            + selection.path("key").asString())
                    .orElseThrow();
            assertThat(point.version()).isEqualTo(selection.path("version").asString());
            for (JsonNode value : selection.path("values")) {
                assertThat(point.value(value.path("key").asString()))
                        .map(DecisionPoint.Value::name)
                        .contains(value.path("name").asString());
            }
        }
    }
}
