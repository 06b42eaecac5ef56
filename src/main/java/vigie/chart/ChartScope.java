package vigie.chart;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import vigie.index.CveIndex;
import vigie.index.Publication;
import vigie.index.Publications;
import vigie.index.Snapshot;

/**
 * What charts are about: some publications, and the CVEs that they cite.
 *
 * @param snapshot everything
 * @param filter which publications
 * @param publications these, newest first
 * @param rows the reported CVEs that they cite, each once, ascending; rejected and reserved ones are left out
 */
record ChartScope(Snapshot snapshot, Publications.Filter filter, List<Publication> publications, int[] rows) {

    static ChartScope of(Snapshot snapshot, Publications.Filter filter) {
        CveIndex cves = snapshot.cves();
        int[] rows = snapshot.publications().cited(filter).stream()
                .filter(row -> cves.state(row).reported())
                .toArray();
        return new ChartScope(snapshot, filter, snapshot.publications().list(filter), rows);
    }

    CveIndex cves() {
        return snapshot.cves();
    }

    /** How many CVEs. */
    int size() {
        return rows.length;
    }

    /** The last day: the one that is asked for, else that of the newest publication that is held. */
    private Optional<LocalDate> last() {
        return filter.until()
                .or(() -> snapshot.publications().list(Publications.Filter.ALL).stream()
                        .map(Publication::published)
                        .max(LocalDate::compareTo));
    }

    /** Length of the period in days; empty where it has no first day, or ends before it. */
    Optional<Integer> days() {
        return filter.since()
                .flatMap(since -> last().map(last -> (int) ChronoUnit.DAYS.between(since, last) + 1))
                .filter(days -> days > 0);
    }

    /**
     * The period of equal length just before, which ends the day before the first day of this one. Empty if the publications that
     * are held do not reach so far back: a comparison would measure what is held, not what happened.
     */
    Optional<ChartScope> before() {
        return days().flatMap(days -> {
            LocalDate since = filter.since().orElseThrow();
            LocalDate from = since.minusDays(days);
            boolean held = snapshot.publications().list(Publications.Filter.ALL).stream()
                    .anyMatch(publication -> !publication.published().isAfter(from));
            return held ? Optional.of(of(snapshot, within(from, since.minusDays(1)))) : Optional.empty();
        });
    }

    private Publications.Filter within(LocalDate since, LocalDate until) {
        return new Publications.Filter(Optional.of(since), Optional.of(until), filter.kind(), filter.vendors());
    }

    /** The CVSS base scores that there are, in tenths, ascending. */
    int[] cvss() {
        return Arrays.stream(rows)
                .filter(row -> !Double.isNaN(cves().cvss(row)))
                .map(row -> (int) Math.round(cves().cvss(row) * 10))
                .sorted()
                .toArray();
    }
}
