package vigie.chart;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import vigie.index.Publications;
import vigie.model.Bulletin;

/** Addresses of the lists of what a mark counts, with the names that the pages' forms have. */
final class ListAddresses {

    private final Publications.Filter filter;

    ListAddresses(Publications.Filter filter) {
        this.filter = filter;
    }

    /** The CVEs that the publications cite, of which more is asked: names and values in turn. */
    String cves(String... asked) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < asked.length; i += 2) {
            add(parts, asked[i], asked[i + 1]);
        }
        add(parts, "cited", filter.kind().map(Bulletin.Kind::toString).orElse("any"));
        filter.since().ifPresent(day -> add(parts, "cited_since", day.toString()));
        filter.until().ifPresent(day -> add(parts, "cited_until", day.toString()));
        filter.vendors().forEach(vendor -> add(parts, "cited_vendor", vendor));
        return "/cves?" + String.join("&", parts);
    }

    /** The publications of a kind and a period. */
    String publications(Bulletin.Kind kind, String since, String until) {
        List<String> parts = new ArrayList<>();
        add(parts, "since", since);
        add(parts, "until", until);
        add(parts, "type", kind.toString());
        filter.vendors().forEach(vendor -> add(parts, "vendor", vendor));
        return "/publications?" + String.join("&", parts);
    }

    private static void add(List<String> parts, String name, String value) {
        parts.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
