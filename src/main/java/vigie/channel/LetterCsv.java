package vigie.channel;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vigie.alert.Alert;
import vigie.model.Severity;
import vigie.report.CsvTable;
import vigie.text.PlainText;
import vigie.watch.Matched;

/**
 * The alerts of a letter as CSV, the most urgent first: a row for each CVE, a publication having one for each CVE that it cites, and
 * no other row. In French as Excel reads it there, with semicolons
 * and decimal commas.
 */
final class LetterCsv {

    private static final List<String> COLUMNS = List.of(
            "matter",
            "cve",
            "kind",
            "urgent",
            "at",
            "list",
            "title",
            "products",
            "vigie_score",
            "vigie_score_before",
            "epss_score",
            "epss_score_before",
            "cvss_score",
            "base_severity",
            "known_exploited",
            "known_exploited_since",
            "known_exploited_by",
            "due",
            "public_exploits",
            "matched_line",
            "matched",
            "matched_source",
            "certainty",
            "publications",
            "links",
            "disputed");

    private LetterCsv() {}

    static byte[] of(Letter letter) {
        StringWriter text = new StringWriter();
        boolean excel = letter.to().language().getLanguage().equals(Locale.FRENCH.getLanguage());
        try (CsvTable table = new CsvTable(text, excel, COLUMNS)) {
            letter.alerts().forEach(alert -> rows(alert).forEach(table::row));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Stream<List<Optional<?>>> rows(Alert alert) {
        Alert.Facts facts = alert.facts();
        if (!facts.cves().isEmpty()) {
            return facts.cves().stream()
                    .map(cve -> row(
                            alert,
                            text(cve.cve()),
                            new Alert.Movement(OptionalDouble.empty(), cve.score()),
                            new Alert.Movement(OptionalDouble.empty(), cve.epss()),
                            cve.cvss(),
                            Optional.of(cve.exploited())));
        }
        boolean cve = alert.matter().startsWith("CVE-");
        Optional<Boolean> exploited = cve ? Optional.of(facts.exploitedSince().isPresent()) : Optional.empty();
        return Stream.of(row(
                alert,
                cve ? text(alert.matter()) : Optional.empty(),
                facts.score(),
                facts.epss(),
                facts.cvss(),
                exploited));
    }

    private static List<Optional<?>> row(
            Alert alert,
            Optional<String> cve,
            Alert.Movement score,
            Alert.Movement epss,
            OptionalDouble cvss,
            Optional<Boolean> exploited) {
        Alert.Facts facts = alert.facts();
        boolean one = alert.matter().startsWith("CVE-");
        return List.of(
                text(alert.matter()),
                cve,
                text(alert.kind().name().toLowerCase(Locale.ROOT)),
                Optional.of(alert.urgent()),
                text(alert.at().toString()),
                text(alert.list()),
                text(facts.title()),
                all(facts.products(), Function.identity()),
                number(score.now()),
                number(score.before()),
                number(epss.now()),
                number(epss.before()),
                number(cvss),
                severity(facts, cvss),
                exploited,
                // Of a publication it is told of one of its CVEs, which need not be that of the row.
                one ? facts.exploitedSince().flatMap(LetterCsv::text) : Optional.empty(),
                one ? all(facts.exploitedSources(), Function.identity()) : Optional.empty(),
                facts.due().map(Object::toString),
                one ? Optional.of(facts.publicExploits()) : Optional.empty(),
                all(alert.why(), matched -> matched.line().text()),
                all(alert.why(), Matched::where),
                all(alert.why(), Matched::origin),
                all(alert.why(), matched -> matched.certainty().name().toLowerCase(Locale.ROOT)),
                all(facts.publications(), Function.identity()),
                all(facts.links(), Function.identity()),
                one ? Optional.of(facts.disputed()) : Optional.empty());
    }

    private static Optional<String> severity(Alert.Facts facts, OptionalDouble cvss) {
        return Severity.of(cvss)
                .map(Severity::toString)
                .or(() -> facts.cves().isEmpty() ? facts.severity().flatMap(LetterCsv::text) : Optional.empty());
    }

    private static Optional<String> text(String text) {
        return Optional.of(PlainText.line(text)).filter(line -> !line.isEmpty());
    }

    private static Optional<Double> number(OptionalDouble number) {
        return number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty();
    }

    private static <T> Optional<String> all(List<T> all, Function<T, String> text) {
        return text(all.stream().map(text).map(PlainText::line).distinct().collect(Collectors.joining("; ")));
    }
}
