package vigie.report.document;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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
 * @param table publications and CVEs
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
        CitedTable table) {}
