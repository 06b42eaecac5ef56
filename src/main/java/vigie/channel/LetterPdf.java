package vigie.channel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import vigie.alert.Alert;
import vigie.chart.ChartData;
import vigie.chart.RiskMatrix;
import vigie.model.Severity;
import vigie.report.document.HtmlPdf;
import vigie.text.Messages;
import vigie.text.Templates;

/**
 * A letter as a PDF: counts by severity, the most urgent alerts with their reasons, and the risk matrices with their critical zones.
 * Templates ask for what it holds.
 *
 * @param letter what is said
 * @param severities how many CVEs there are of each band, the most severe first
 * @param unrated how many have no severity
 * @param exploited how many are known exploited
 * @param charts the matrices
 */
public record LetterPdf(
        LetterText letter, Map<Severity, Integer> severities, int unrated, long exploited, List<ChartData> charts) {

    private static final int WIDTH = 100;

    /** The PDF of a letter. */
    static byte[] of(LetterText letter) {
        List<RiskMatrix.Cve> cves = cves(letter.letter());
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        cves.forEach(cve -> severity(letter.letter(), cve).ifPresent(band -> counts.merge(band, 1, Integer::sum)));
        Map<Severity, Integer> severities = new LinkedHashMap<>();
        for (Severity band : Severity.worstFirst()) {
            int count = counts.getOrDefault(band, 0);
            if (band.shown(count)) {
                severities.put(band, count);
            }
        }
        int rated = severities.values().stream().mapToInt(Integer::intValue).sum();
        LetterPdf page = new LetterPdf(
                letter,
                severities,
                cves.size() - rated,
                cves.stream().filter(RiskMatrix.Cve::exploited).count(),
                new RiskMatrix(new Messages(letter.locale().getLanguage())).of(cves));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            new HtmlPdf(letter.locale()).write(page.html(), page.charts(), page.day(), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private String html() {
        return new Templates().text("letter/report.jte", this);
    }

    /** The CVEs of the letter, each once, the most urgent first. */
    private static List<RiskMatrix.Cve> cves(Letter letter) {
        Map<String, RiskMatrix.Cve> cves = new LinkedHashMap<>();
        letter.alerts().stream().flatMap(LetterPdf::cves).forEach(cve -> cves.putIfAbsent(cve.id(), cve));
        return List.copyOf(cves.values());
    }

    private static Stream<RiskMatrix.Cve> cves(Alert alert) {
        Alert.Facts facts = alert.facts();
        Stream<RiskMatrix.Cve> own = alert.matter().startsWith("CVE-")
                ? Stream.of(new RiskMatrix.Cve(
                        alert.matter(),
                        facts.cvss(),
                        facts.epss().now(),
                        facts.score().now(),
                        LetterText.isExploited(alert)))
                : Stream.empty();
        return Stream.concat(
                own,
                facts.cves().stream()
                        .map(cve ->
                                new RiskMatrix.Cve(cve.cve(), cve.cvss(), cve.epss(), cve.score(), cve.exploited())));
    }

    private static Optional<Severity> severity(Letter letter, RiskMatrix.Cve cve) {
        return Severity.of(cve.cvss())
                .or(() -> letter.alerts().stream()
                        .filter(alert -> alert.matter().equals(cve.id()))
                        .findFirst()
                        .flatMap(LetterText::severity));
    }

    /** The day of the letter, UTC. */
    public LocalDate day() {
        return LocalDate.ofInstant(letter.letter().at(), ZoneOffset.UTC);
    }

    /** A sentence. */
    public String say(String key, Object... values) {
        return letter.say(key, values);
    }

    /** Length of the bar of a number of CVEs, in percent of the longest. */
    public String width(int count) {
        int most = Math.max(
                1,
                Math.max(
                        unrated,
                        severities.values().stream()
                                .mapToInt(Integer::intValue)
                                .max()
                                .orElse(1)));
        return String.valueOf(WIDTH * count / most);
    }

    /** Name of the class of a band. */
    public String band(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
