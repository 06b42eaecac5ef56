package vigie.report;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.store.TableQuery;
import vigie.testing.TestHome;
import vigie.text.Figures;
import vigie.text.Messages;
import vigie.text.PrintableJson;

class TableFilesTest {

    /** A row with nothing but that value. */
    private static List<Optional<?>> row(String column, Object value) {
        List<Optional<?>> row = new ArrayList<>(Collections.nCopies(AlertTable.COLUMNS.size(), Optional.empty()));
        row.set(AlertTable.COLUMNS.indexOf(column), Optional.of(value));
        return row;
    }

    private static String csv(boolean excel, List<Optional<?>> row) {
        StringWriter out = new StringWriter();
        try (CsvTable table = new CsvTable(out, excel)) {
            table.row(row);
        }
        return out.toString();
    }

    private static NamedCsvRecord read(String csv, char separator) {
        return CsvReader.builder().fieldSeparator(separator).ofNamedCsvRecord(csv.replace("\ufeff", "")).stream()
                .findFirst()
                .orElseThrow();
    }

    @Test
    void csvIsReadBackAsItWasMeant() {
        StringWriter out = new StringWriter();
        try (TestHome home = Alerts.home();
                CsvTable table = new CsvTable(out, false)) {
            Alerts.rows(home, TableQuery.Filter.ALL).forEach(table::row);
        }
        List<NamedCsvRecord> records =
                CsvReader.builder().ofNamedCsvRecord(out.toString()).stream().toList();
        assertThat(records)
                .hasSize(6)
                .allSatisfy(r -> assertThat(r.getFields())
                        .hasSize(AlertTable.COLUMNS.size())
                        .doesNotContain("NaN", "null", "0"));
        NamedCsvRecord full = records.get(1);
        assertThat(full.getField("epss_score")).isEqualTo("0.00001");
        assertThat(full.getField("mitre_desc")).startsWith("Été : ");
        assertThat(full.getField("affected_product"))
                .isEqualTo("[{\"vendor\":\"Acme\",\"product\":\"Anvil\",\"versions\":[\"1.0\"]},"
                        + "{\"vendor\":\"Acme\",\"product\":\"Hammer\",\"versions\":[]}]");
        assertThat(records.get(2).getField("epss_score")).isEqualTo("0.0");
        assertThat(records.get(2).getField("cvss_score")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0.0, 0.0",
        "1.0, 1.0",
        "0.00001, 0.00001",
        "0.9999999, 0.9999999",
        "0.00000012, 0.00000012",
        "10.0, 10.0",
        "9.8, 9.8"
    })
    void numbersAreNeverInExponentForm(double number, String text) {
        assertThat(Figures.exact(number)).isEqualTo(text);
        assertThat(Double.parseDouble(text)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+33 1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(\"http://x\";\"y\")"})
    void aFormulaBecomesText(String formula) {
        assertThat(read(csv(false, row("anssi_title", formula)), ',').getField("anssi_title"))
                .isEqualTo("'" + formula);
        assertThat(read(csv(true, row("anssi_title", formula)), ';').getField("anssi_title"))
                .isEqualTo("'" + formula);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b;c", "say \"hello\"", "two\nlines", " spaces ", "é « à » 漏洞 \uD83D\uDD25", "'"})
    void separatorsQuotesAndAccentsSurvive(String text) {
        assertThat(read(csv(false, row("anssi_desc", text)), ',').getField("anssi_desc"))
                .isEqualTo(text);
    }

    @Test
    void excelGetsAByteOrderMarkAndSemicolons() {
        String csv = csv(true, row("anssi_title", "Été"));
        assertThat(csv).startsWith("\ufeffanssi_title;anssi_link;").contains("\r\nÉté;;");
        assertThat(csv(false, row("anssi_title", "Été"))).startsWith("anssi_title,");
    }

    @Test
    void everyJsonLineParsesAndNamesEveryColumn() {
        StringWriter out = new StringWriter();
        try (TestHome home = Alerts.home();
                JsonLinesTable table = new JsonLinesTable(out)) {
            Alerts.rows(home, TableQuery.Filter.ALL).forEach(table::row);
        }
        List<JsonNode> objects =
                out.toString().lines().map(JsonMapper.shared()::readTree).toList();
        assertThat(objects)
                .hasSize(6)
                .allSatisfy(object -> assertThat(object.propertyNames()).containsExactlyElementsOf(AlertTable.COLUMNS));
        assertThat(out.toString()).contains("\"epss_score\":0.00001,");
        assertThat(objects.get(0).get("cve").isNull()).isTrue();
        assertThat(objects.get(1).at("/affected_product/0/versions/0").asString())
                .isEqualTo("1.0");
        assertThat(objects.get(2).get("epss_score").asDouble()).isZero();
        assertThat(objects.get(2).get("cvss_score").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"en, 80", "en, 100", "en, 120", "fr, 100", "fr, 200", "en, 0"})
    void noLineOfTheTextTableIsWiderThanTheTerminal(String language, int width) {
        StringWriter out = new StringWriter();
        try (TestHome home = Alerts.home();
                TextTable table = new TextTable(out, new Messages(language), width)) {
            Alerts.rows(home, TableQuery.Filter.ALL).forEach(table::row);
            table.row(row("anssi_title", "x".repeat(1_000_000)));
        }
        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(8).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Math.max(80, width)));
        assertThat(lines.get(0)).contains("CVE", "CVSS", "EPSS", "KEV");
        int column = lines.get(0).indexOf("CVSS");
        assertThat(lines.get(2).substring(column)).as("aligned").startsWith(language.equals("fr") ? "9,8 " : "9.8 ");
    }

    @Test
    void aDisputedCveIsMarkedAndTheMarkIsExplained() {
        StringWriter out = new StringWriter();
        List<Optional<?>> row = row("cve", "CVE-2026-1234567");
        row.set(AlertTable.COLUMNS.indexOf("disputed"), Optional.of("true"));
        try (TextTable table = new TextTable(out, new Messages("fr"), 80)) {
            table.row(row);
        }
        assertThat(out.toString()).contains("CVE-2026-1234567*").contains("\n* contestée");
        StringWriter other = new StringWriter();
        try (TextTable table = new TextTable(other, new Messages("fr"), 80)) {
            table.row(row("cve", "CVE-2026-0001"));
        }
        assertThat(other.toString()).doesNotContain("*");
    }

    @Test
    void severitiesAreInTheUsersLanguage() {
        StringWriter out = new StringWriter();
        try (TextTable table = new TextTable(out, new Messages("fr"), 120)) {
            table.row(row("base_severity", "Critical"));
        }
        assertThat(out.toString()).contains("gravité", "critique");
    }

    @Test
    void jsonForATerminalMeansTheSameAndObeysNothing() {
        String text = "\u001b[31m \u202e \u200b \u009b2J \uDB40\uDC41 é\n\"";
        String json = PrintableJson.of(Map.of("a", Arrays.asList(text, null)));
        assertThat(json.codePoints().allMatch(vigie.text.PlainText::visible)).isTrue();
        assertThat(JsonMapper.shared().readTree(json).at("/a/0").asString()).isEqualTo(text);
    }
}
