package vigie.web.page;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vigie.index.CveIndex;
import vigie.model.CveId;
import vigie.model.CveState;
import vigie.model.Severity;
import vigie.model.Urgency;
import vigie.text.PlainText;

/**
 * A CVE in a list.
 *
 * @param headline title, or how the description begins; may be empty
 * @param cvss CVSS base score, 0 to 10
 * @param score our score, 0 to 1
 * @param epss EPSS score, 0 to 1
 * @param exploited day of listing as exploited
 * @param exploit day since which an exploit is public
 * @param cwe {@code CWE-79}
 * @param vendors names of the first vendors
 * @param products names of the first products
 */
public record CveLine(
        CveId id,
        String headline,
        CveState state,
        Optional<LocalDate> published,
        Optional<Double> cvss,
        Optional<Double> score,
        Optional<Double> epss,
        Optional<LocalDate> exploited,
        Optional<LocalDate> exploit,
        Optional<String> cwe,
        List<String> vendors,
        List<String> products) {

    private static final int NAMES = 3;

    /** How urgent the CVE is. */
    Urgency urgency() {
        return new Urgency(exploited.isPresent(), score, epss, cvss, id);
    }

    /** The line of a row. */
    static CveLine of(CveIndex cves, int row, String headline) {
        Set<String> vendors = new LinkedHashSet<>();
        Set<String> products = new LinkedHashSet<>();
        cves.products().of(row, product -> {
            add(vendors, cves.products().vendorName(cves.products().vendorOf(product)));
            add(products, cves.products().name(product));
        });
        return new CveLine(
                cves.id(row),
                headline,
                cves.state(row),
                cves.published(row),
                number(cves.cvss(row)),
                number(cves.score(row)),
                number(cves.epss(row)),
                cves.exploited(row),
                cves.exploit(row),
                Optional.of(cves.cwe(row)).filter(cwe -> cwe > 0).map(cwe -> "CWE-" + cwe),
                List.copyOf(vendors),
                List.copyOf(products));
    }

    private static void add(Set<String> names, String name) {
        if (names.size() < NAMES && !name.isEmpty()) {
            names.add(PlainText.line(name));
        }
    }

    private static Optional<Double> number(double value) {
        return Double.isNaN(value) ? Optional.empty() : Optional.of(value);
    }

    /** The severity band, if there is a CVSS base score. */
    public Optional<Severity> severity() {
        return cvss.map(Severity::of);
    }
}
