package vigie.index;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import vigie.model.CveId;
import vigie.model.CveState;
import vigie.model.Severity;

/** Computes the rows of a filter: one condition after the other, each only for the remaining rows. */
final class FilterRows {

    private static final double TENTHS = 10.0;
    private static final int HIGHEST = 100;

    private final Snapshot snapshot;
    private final CveIndex cves;
    private final CveColumns columns;
    private final CveFilter filter;
    private final BitSet left;

    private FilterRows(Snapshot snapshot, CveFilter filter) {
        this.snapshot = snapshot;
        this.cves = snapshot.cves();
        this.columns = cves.columns();
        this.filter = filter;
        this.left = filter.states().isEmpty() && !filter.ids().isEmpty()
                ? all(cves.size())
                : (BitSet) inStates(filter.states()).clone();
    }

    /** The rows; shared, must not be modified. */
    static BitSet rows(Snapshot snapshot, CveFilter filter, WordSearch words) {
        return snapshot.remembered().rows(filter, () -> {
            FilterRows passing = new FilterRows(snapshot, filter);
            passing.sets(words);
            passing.numbers();
            passing.days();
            return passing.left;
        });
    }

    private static BitSet all(int rows) {
        BitSet all = new BitSet(rows);
        all.set(0, rows);
        return all;
    }

    private BitSet inStates(Set<CveState> asked) {
        Set<CveState> states = asked.isEmpty() ? CveFilter.REPORTED : asked;
        return snapshot.remembered().rows(List.of("state", states), () -> {
            BitSet rows = new BitSet(cves.size());
            for (int row = 0; row < cves.size(); row++) {
                rows.set(row, states.contains(cves.state(row)));
            }
            return rows;
        });
    }

    private void sets(WordSearch words) {
        RowSetCache remembered = snapshot.remembered();
        if (!filter.ids().isEmpty()) {
            BitSet asked = new BitSet(cves.size());
            filter.ids().forEach(id -> cves.row(id).ifPresent(asked::set));
            left.and(asked);
        }
        if (!filter.vendors().isEmpty() || !filter.products().isEmpty()) {
            left.and(cves.products().rows(filter.vendors(), filter.products()));
        }
        filter.cited()
                .ifPresent(which -> left.and(
                        remembered.rows(which, () -> snapshot.publications().cited(which))));
        if (!filter.phrases().isEmpty()) {
            left.and(remembered.rows(List.of("words", filter.phrases()), () -> holding(words.find(filter.phrases()))));
        }
    }

    private BitSet holding(long... keys) {
        BitSet holding = new BitSet(cves.size());
        for (long key : keys) {
            cves.row(CveId.ofKey(key)).ifPresent(holding::set);
        }
        return holding;
    }

    private void numbers() {
        if (!filter.severities().any()) {
            boolean[] wanted = new boolean[HIGHEST + 1];
            for (int tenths = 0; tenths <= HIGHEST; tenths++) {
                wanted[tenths] = filter.severities().ratings().contains(Severity.of(tenths / TENTHS));
            }
            boolean unscored = filter.severities().unscored();
            keep(row -> columns.cvss[row] >= 0 ? wanted[columns.cvss[row]] : unscored);
        }
        if (!filter.cvss().any()) {
            double from = from(filter.cvss());
            double to = to(filter.cvss());
            keep(row ->
                    columns.cvss[row] >= 0 && columns.cvss[row] / TENTHS >= from && columns.cvss[row] / TENTHS <= to);
        }
        within(filter.score(), columns.score);
        if (!filter.bands().any()) {
            keep(row -> filter.bands().hold(columns.percentile[row]));
        }
        within(filter.epss(), columns.epss);
        if (!filter.weaknesses().isEmpty()) {
            keep(row -> filter.weaknesses().contains(columns.cwe[row]));
        }
        filter.exploited().ifPresent(wanted -> keep(row -> cves.isExploited(row) == wanted));
        filter.exploit().ifPresent(wanted -> keep(row -> cves.hasExploit(row) == wanted));
    }

    /** NaN is in no range. */
    private void within(Range range, double... column) {
        if (!range.any()) {
            double from = from(range);
            double to = to(range);
            keep(row -> column[row] >= from && column[row] <= to);
        }
    }

    private static double from(Range range) {
        return range.from().orElse(Double.NEGATIVE_INFINITY);
    }

    private static double to(Range range) {
        return range.to().orElse(Double.POSITIVE_INFINITY);
    }

    private void days() {
        filter.since().map(Days::of).ifPresent(since -> keep(row -> columns.published[row] >= since));
        filter.until()
                .map(Days::of)
                .ifPresent(
                        until -> keep(row -> columns.published[row] <= until && columns.published[row] != Days.NONE));
    }

    private void keep(IntPredicate condition) {
        for (int row = left.nextSetBit(0); row >= 0; row = left.nextSetBit(row + 1)) {
            if (!condition.test(row)) {
                left.clear(row);
            }
        }
    }
}
