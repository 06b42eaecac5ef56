package vigie.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vigie.facts.CveStatements;
import vigie.facts.FactsReader;
import vigie.model.CveId;
import vigie.model.Severity;
import vigie.store.CveSummary;
import vigie.store.SearchQuery;
import vigie.text.Figures;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.text.Sheet;

/** CVEs that were found, as text or as JSON objects. */
public final class SearchList {

    private final FactsReader facts;
    private final Messages messages;
    private final int width;

    /**
     * @param facts what is known
     * @param messages the user's language
     * @param width characters in a line
     */
    public SearchList(FactsReader facts, Messages messages, int width) {
        this.facts = facts;
        this.messages = messages;
        this.width = Math.max(80, width);
    }

    /** Two lines a CVE: its figures, and the beginning of its title or description. */
    public String text(List<SearchQuery.Hit> hits) {
        StringBuilder text = new StringBuilder();
        for (SearchQuery.Hit hit : hits) {
            CveSummary cve = hit.summary();
            String severity = cve.cvssScore()
                    .map(s -> s + " " + messages.get("sheet.severity." + Severity.of(s)))
                    .orElse("–");
            String epss = cve.epss().map(Figures::exact).orElse("–");
            String line = String.format(
                    Locale.ROOT,
                    "%-16s CVSS %-13s EPSS %-8s %s",
                    hit.cve(),
                    severity,
                    epss,
                    cve.exploited().isPresent() ? messages.get("search.known") : "");
            text.append(line.stripTrailing()).append('\n');
            text.append("    ")
                    .append(Sheet.shorten(words(hit.cve()), width - 4))
                    .append('\n');
        }
        return text.toString();
    }

    /** One object a CVE. */
    public List<Map<String, Object>> json(List<SearchQuery.Hit> hits) {
        return hits.stream()
                .map(hit -> {
                    Map<String, Object> object = object(hit.cve(), hit.summary());
                    object.put("title", words(hit.cve()));
                    return object;
                })
                .toList();
    }

    static Map<String, Object> object(CveId cve, CveSummary summary) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("cve", cve.toString());
        object.put("state", summary.state().orElse(null));
        object.put("published", summary.published().orElse(null));
        object.put("cvss_score", summary.cvssScore().orElse(null));
        object.put(
                "base_severity",
                summary.cvssScore().map(Severity::of).map(Object::toString).orElse(null));
        object.put("cvss_vector", summary.cvssVector().orElse(null));
        object.put("cwe", summary.cwe().orElse(null));
        object.put("epss_score", summary.epss().orElse(null));
        object.put("epss_percentile", summary.epssPercentile().orElse(null));
        object.put("score", summary.score().orElse(null));
        object.put("known_exploited", ExploitedJson.of(summary.exploited()));
        object.put("kev_date", summary.kevDate().orElse(null));
        object.put("exploit_public_date", summary.exploitDate().orElse(null));
        return object;
    }

    private String words(CveId cve) {
        CveStatements statements = facts.statements(cve);
        return PlainText.line(statements.title().isEmpty() ? statements.description() : statements.title());
    }
}
