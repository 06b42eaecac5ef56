package vigie.ssvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The official decision tables, row by row, and tables that people make. */
class TreesTest {

    private static String resource(String name) throws IOException {
        try (InputStream in = TreesTest.class.getResourceAsStream("/vigie/ssvc/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** {@code In KEV v1.0.0 (cisa)} names a point. */
    private static String point(Tree tree, String heading) {
        return tree.points().stream()
                .filter(point -> heading.startsWith(point.name() + " v" + point.version()))
                .findFirst()
                .orElseThrow()
                .point();
    }

    @ParameterizedTest
    @CsvSource({
        "bod26-04, cisa:DT_BOD2604:1.0.0, cisa_bod_26_04_1_0_0, 16",
        "cisa, cisa:DT_CO:2.0.3, cisa_coordinator_2_0_3, 36",
        "deployer, ssvc:DT_DP:1.0.0, deployer_patch_application_priority_1_0_0, 72",
        "supplier, ssvc:DT_SP:1.0.0, supplier_patch_development_priority_1_0_0, 36",
        "human-impact, ssvc:DT_HI:1.0.0, human_impact_1_0_0, 16",
        "utility, ssvc:DT_U:1.0.0, utility_1_0_0, 4",
        "public-safety-impact, ssvc:DT_PSI:1.0.0, public_safety_impact_1_0_0, 4"
    })
    void everyRowOfTheOfficialTableIsReproduced(String name, String id, String file, int rows) throws IOException {
        Tree tree = Trees.named(name).orElseThrow();
        assertThat(tree.id()).isEqualTo(id);
        assertThat(Trees.named(id)).contains(tree);
        List<CsvRecord> csv;
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(resource(file + ".csv"))) {
            csv = reader.stream().toList();
        }
        assertThat(csv).hasSize(rows + 1);
        assertThat(tree.outcomes()).hasSize(rows);
        Set<Map<String, Answer>> seen = new HashSet<>();
        for (CsvRecord row : csv.subList(1, csv.size())) {
            Map<String, Answer> answers = new TreeMap<>();
            for (int i = 1; i < row.getFieldCount() - 1; i++) {
                String point = point(tree, csv.get(0).getField(i));
                String value = SsvcWords.value(point, row.getField(i)).orElseThrow();
                answers.put(point, Answer.stated(Set.of(value)));
            }
            seen.add(answers);
            Decision decision = Decision.of(tree, new Points(answers), Decision.Dates.NONE);
            assertThat(decision.decided()).isTrue();
            assertThat(decision.open()).isEmpty();
            assertThat(decision.worst().name().toLowerCase(Locale.ROOT))
                    .as("row " + row.getField(0))
                    .isEqualTo(row.getField(row.getFieldCount() - 1));
        }
        assertThat(seen).hasSize(rows);
    }

    @Test
    void theLicenceOfTheTablesStandsBesideThem() throws IOException {
        assertThat(resource("LICENSE")).contains("Carnegie Mellon University", "MIT (SEI)-style license");
    }

    private static String own(String rows) {
        return """
            {"namespace":"x_example.test#ours","key":"DT_OURS","version":"1.0.0","name":"Ours","definition":"",
             "schemaVersion":"2.0.0","unknown":[1],
             "decision_points":{
               "q":{"namespace":"ssvc","key":"E","version":"1.0.0","name":"Exploitation","definition":"","schemaVersion":"2.0.0",
                    "values":[{"key":"N","name":"No","definition":""},{"key":"A","name":"Yes","definition":""}]},
               "out":{"namespace":"x_example.test#ours","key":"WHEN","version":"1.0.0","name":"When","definition":"",
                    "schemaVersion":"2.0.0",
                    "values":[{"key":"L","name":"Later","definition":""},{"key":"D","name":"7 days or sooner","definition":""}]}},
             "outcome":"out","mapping":[%s]}""".formatted(rows);
    }

    private static Tree tree(String rows) {
        return Tree.read(own(rows).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aTableOfOnesOwnIsReadInTheSameForm() {
        Tree tree = tree("{\"q\":\"A\",\"out\":\"D\"},{\"q\":\"N\",\"out\":\"L\"}");
        assertThat(tree.id()).isEqualTo("x_example.test#ours:DT_OURS:1.0.0");
        Decision decision = Decision.of(tree, Points.NONE, Decision.Dates.NONE);
        assertThat(decision.outcomes()).extracting(DecisionPoint.Value::key).containsExactly("L", "D");
        assertThat(Decision.days(decision.worst())).hasValue(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"q\":\"A\",\"out\":\"D\"}; no row for E:N",
                "{\"q\":\"A\",\"out\":\"D\"},{\"q\":\"A\",\"out\":\"L\"}; Row 2 of the decision table contradicts",
                "{\"q\":\"X\",\"out\":\"D\"}; “X” is no value of q",
                "{\"q\":\"A\",\"out\":\"X\"}; “X” is no value of out"
            })
    void aTableThatLeavesSomethingOpenIsRefusedWithTheReason(String rows, String reason) {
        assertThatThrownBy(() -> tree(rows)).isInstanceOf(SsvcException.class).hasMessageContaining(reason);
    }

    @Test
    void whatIsNoTableIsRefused() {
        for (String text : List.of("", "[]", "{}", "{\"decision_points\":{},\"mapping\":[]}", "[".repeat(100_000))) {
            assertThatThrownBy(() -> Tree.read(text.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(SsvcException.class);
        }
    }
}
