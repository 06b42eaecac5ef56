package vigie.report.document;

import vigie.index.CveIndex;
import vigie.model.Bulletin;
import vigie.model.Severity;

/**
 * How much there is. Rejected and reserved CVEs are not counted; what is known of the others is as of now, also for a
 * period long ago.
 *
 * @param publications publications, alerts among them
 * @param alerts alerts
 * @param cves distinct CVEs that they cite
 * @param critical CVEs with a CVSS base score of 9 or more
 * @param exploited CVEs known to be exploited
 * @param exploit CVEs with a public exploit
 * @param pressing CVEs of which both is so: a base score of 9 or more, and a public exploit
 */
public record Counts(
        long publications, long alerts, long cves, long critical, long exploited, long exploit, long pressing) {

    static Counts of(Cited cited, CveIndex cves) {
        int[] rows =
                cited.cves().stream().filter(row -> cves.state(row).reported()).toArray();
        return new Counts(
                cited.publications().size(),
                cited.publications().stream()
                        .filter(p -> p.kind() == Bulletin.Kind.ALERTE)
                        .count(),
                rows.length,
                count(rows, row -> cves.cvss(row) >= Severity.CRITICAL.from()),
                count(rows, cves::isExploited),
                count(rows, cves::hasExploit),
                count(rows, row -> cves.cvss(row) >= Severity.CRITICAL.from() && cves.hasExploit(row)));
    }

    private static long count(int[] rows, java.util.function.IntPredicate which) {
        return java.util.Arrays.stream(rows).filter(which).count();
    }
}
