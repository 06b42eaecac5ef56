package vigie.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import vigie.facts.CveLine;
import vigie.facts.PublicationLine;
import vigie.model.KnownDay;

/** Items of lists as JSON objects: the same from the command line and from the API. A missing value is null. */
public final class ListJson {

    private ListJson() {}

    /** A CVE of a list. */
    public static Map<String, Object> cve(CveLine line) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("cve", line.id().toString());
        item.put("state", text(line.state()));
        item.put("title", CveLine.unmarked(line.headline()));
        item.put("disputed", line.disputed());
        item.put("published", text(line.published().map(KnownDay::day)));
        item.put("published_origin", text(line.published().map(KnownDay::origin)));
        item.put("cvss_score", line.cvss().orElse(null));
        item.put("base_severity", text(line.severity()));
        item.put("cvss_vector", line.vector().orElse(null));
        item.put("cwe", line.cwe().orElse(null));
        item.put("epss_score", line.epss().orElse(null));
        item.put("epss_percentile", line.epssPercentile().orElse(null));
        item.put("score", line.score().orElse(null));
        item.put("score_percentile", line.scorePercentile().orElse(null));
        item.put("score_band", text(line.band()));
        item.put("known_exploited", ExploitedJson.of(line.exploitation()));
        item.put("kev_date", text(line.kev()));
        item.put("exploit_public_date", text(line.exploit().map(KnownDay::day)));
        item.put("exploit_public_date_origin", text(line.exploit().map(KnownDay::origin)));
        item.put("vendors", line.vendors());
        item.put("products", line.products());
        return item;
    }

    /** A publication of a list. */
    public static Map<String, Object> publication(PublicationLine line) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("reference", line.ref().toString());
        item.put("type", line.kind().toString());
        item.put("title", line.title());
        item.put("link", line.link());
        item.put("published", line.published().toString());
        item.put("revised", line.revised().toString());
        item.put("cve_count", line.cves());
        item.put("known_exploited_count", line.exploited());
        item.put("max_cvss_score", line.cvss().orElse(null));
        item.put("max_score", line.score().orElse(null));
        item.put("max_score_percentile", line.scorePercentile().orElse(null));
        return item;
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse(null);
    }
}
