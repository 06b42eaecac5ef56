package vigie.web.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vigie.index.CveIndex;
import vigie.index.Snapshot;
import vigie.model.CveId;
import vigie.model.Severity;
import vigie.report.ExploitedJson;
import vigie.store.DossierQuery;
import vigie.text.PlainText;
import vigie.web.site.Site;

/** CVEs as items of lists. */
final class Cves {

    private static final int NAMES = 10;

    private final Site site;

    Cves(Site site) {
        this.site = site;
    }

    /** The items of some rows. */
    List<Map<String, Object>> items(Snapshot snapshot, int[] rows) {
        return site.readers().ask(reader -> {
            DossierQuery dossiers = reader.dossiers();
            List<Map<String, Object>> items = new ArrayList<>(rows.length);
            for (int row : rows) {
                items.add(item(snapshot.cves(), row, dossiers));
            }
            return items;
        });
    }

    private static Map<String, Object> item(CveIndex cves, int row, DossierQuery dossiers) {
        CveId id = cves.id(row);
        Optional<Double> cvss = number(cves.cvss(row));
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("cve", id.toString());
        item.put("state", cves.state(row).name());
        item.put("title", dossiers.headline(id).orElse(""));
        item.put("published", text(cves.published(row)));
        item.put("cvss_score", cvss.orElse(null));
        item.put("base_severity", text(cvss.map(Severity::of)));
        item.put("cwe", cves.cwe(row) > 0 ? "CWE-" + cves.cwe(row) : null);
        item.put("epss_score", number(cves.epss(row)).orElse(null));
        item.put("score", number(cves.score(row)).orElse(null));
        item.put("known_exploited", ExploitedJson.of(cves.exploitation(row)));
        item.put("exploit_public_date", text(cves.exploit(row)));
        names(item, cves, row);
        return item;
    }

    private static void names(Map<String, Object> item, CveIndex cves, int row) {
        Set<String> vendors = new LinkedHashSet<>();
        Set<String> products = new LinkedHashSet<>();
        cves.products().of(row, product -> {
            add(vendors, cves.products().vendorName(cves.products().vendorOf(product)));
            add(products, cves.products().name(product));
        });
        item.put("vendors", vendors);
        item.put("products", products);
    }

    private static void add(Set<String> names, String name) {
        if (!name.isEmpty() && names.size() < NAMES) {
            names.add(PlainText.line(name));
        }
    }

    static Optional<Double> number(double value) {
        return Double.isNaN(value) ? Optional.empty() : Optional.of(value);
    }

    static String text(Optional<?> value) {
        return value.map(Object::toString).orElse(null);
    }
}
