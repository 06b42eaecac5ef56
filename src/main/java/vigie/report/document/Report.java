package vigie.report.document;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import vigie.chart.ChartData;

/**
 * What a report says.
 *
 * @param made the day on which it was made
 * @param sources how fresh the sources are
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
        List<Freshness> sources,
        Counts counts,
        Optional<Counts> before,
        long revised,
        List<Priority> priorities,
        List<ChartData> charts,
        Optional<CitedTable> table) {

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
}
