package vigie.report.document;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import vigie.index.CveIndex;
import vigie.index.Products;
import vigie.model.CveId;
import vigie.model.CveState;
import vigie.model.Severity;

/**
 * What a report says of a CVE in figures.
 *
 * @param cvss CVSS base score, 0 to 10
 * @param epss EPSS score, 0 to 1
 * @param score our score, 0 to 1
 * @param exploited day since which exploitation is known
 * @param exploit day since which an exploit is public
 * @param products the first vendors and products in one line, empty where none is known
 */
public record CveFigures(
        CveId id,
        CveState state,
        Optional<Double> cvss,
        Optional<Double> epss,
        Optional<Double> score,
        Optional<LocalDate> exploited,
        Optional<LocalDate> exploit,
        String products) {

    private static final int LONGEST = 80;

    static CveFigures of(CveIndex cves, int row) {
        return new CveFigures(
                cves.id(row),
                cves.state(row),
                number(cves.cvss(row)),
                number(cves.epss(row)),
                number(cves.score(row)),
                cves.exploited(row),
                cves.exploit(row),
                names(cves.products(), row));
    }

    private static Optional<Double> number(double value) {
        return Double.isNaN(value) ? Optional.empty() : Optional.of(value);
    }

    /** The severity band, if there is a CVSS base score. */
    public Optional<Severity> severity() {
        return cvss.map(Severity::of);
    }

    /** A vendor is named once, before its first product, unless that begins with its name. */
    private static String names(Products all, int row) {
        Set<String> names = new LinkedHashSet<>();
        String[] last = {""};
        all.of(row, product -> {
            String vendor = ShortText.name(all.vendorName(all.vendorOf(product)));
            String name = ShortText.name(all.name(all.same(product)));
            boolean said = vendor.equals(last[0]) || folded(name).startsWith(folded(vendor));
            names.add((said ? name : vendor + " " + name).strip());
            last[0] = vendor;
        });
        names.remove("");
        return first(List.copyOf(names));
    }

    private static String first(List<String> names) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            if (i > 0 && line.length() + names.get(i).length() > LONGEST) {
                return line + ", …";
            }
            line.append(i == 0 ? "" : ", ").append(names.get(i));
        }
        return line.toString();
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
