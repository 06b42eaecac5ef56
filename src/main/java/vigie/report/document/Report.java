package vigie.report.document;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import vigie.chart.ChartData;
import vigie.facts.Freshness;
import vigie.index.CveIndex;
import vigie.model.Bulletin;
import vigie.model.Severity;

/**
 * What a report says.
 *
 * @param made the day on which it was made
 * @param freshness how far what is held may be relied on
 * @param records how many records are held of each source, by its name
 * @param counts how much there is in the period
 * @param before how much there was in the period of equal length before; empty if that is not held
 * @param revised older publications that were revised last in the period
 * @param priorities what to fix first
 * @param charts charts
 * @param table publications and CVEs; empty if the report leaves them out
 */
public record Report(
        ReportScope scope,
        LocalDate made,
        Freshness freshness,
        Map<String, Long> records,
        Counts counts,
        Optional<Counts> before,
        long revised,
        List<Priority> priorities,
        List<ChartData> charts,
        Optional<CitedTable> table) {

    /** The sources of which something is held, or that were ever asked. */
    public List<Freshness.Line> sources() {
        return freshness.lines().stream()
                .filter(line -> line.asked() || records.getOrDefault(line.name(), 0L) > 0)
                .toList();
    }

    /**
     * A number of the summary.
     *
     * @param name what is counted, {@code alerts}
     * @param before the same of the period before; empty if that is not held, or not counted
     */
    public record Tile(String name, long count, Optional<Long> before) {}

    /** The numbers of the summary. */
    public List<Tile> tiles() {
        return List.of(
                tile("publications", Counts::publications),
                tile("alerts", Counts::alerts),
                new Tile("revised", revised, Optional.empty()),
                tile("cves", Counts::cves),
                tile("critical", Counts::critical),
                tile("exploited", Counts::exploited),
                tile("exploit", Counts::exploit),
                tile("pressing", Counts::pressing));
    }

    private Tile tile(String name, ToLongFunction<Counts> count) {
        return new Tile(name, count.applyAsLong(counts), before.map(count::applyAsLong));
    }

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
            int[] rows = cited.cves().stream()
                    .filter(row -> cves.state(row).reported())
                    .toArray();
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
}
