package vigie.index;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import vigie.model.CveId;
import vigie.model.CveState;
import vigie.model.Severity;

/**
 * Finds CVEs in the index. A whole scan of 300,000 takes a few milliseconds.
 */
public final class CveSearch {

    private final Snapshot snapshot;
    private final CveIndex cves;
    private final CveColumns columns;

    CveSearch(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.cves = snapshot.cves();
        this.columns = cves.columns();
    }

    /** Hands out the rows of all that a filter lets pass, in the order of the identifiers. */
    public void each(CveFilter filter, Words words, IntConsumer rows) {
        IntPredicate passes = test(filter, words);
        for (int row = 0; row < cves.size(); row++) {
            if (passes.test(row)) {
                rows.accept(row);
            }
        }
    }

    /**
     * A page of what a filter lets pass.
     *
     * @param after the place after which the page begins; empty for the first page
     * @param limit most rows, 1 or more
     */
    public CvePage page(
            CveFilter filter, Words words, CveOrder order, boolean backwards, Optional<Place> after, int limit) {
        IntPredicate passes = test(filter, words);
        Ordering ordering = snapshot.ordering(order);
        int[] rows = new int[limit];
        int found = 0;
        int total = 0;
        boolean more = false;
        int size = cves.size();
        int from = after.map(place -> ordering.after(place, cves, backwards)).orElse(0);
        for (int i = 0; i < size; i++) {
            int row = ordering.row(i, backwards);
            if (passes.test(row)) {
                total++;
                if (i >= from && found < limit) {
                    rows[found++] = row;
                } else if (i >= from) {
                    more = true;
                }
            }
        }
        int[] exact = java.util.Arrays.copyOf(rows, found);
        Optional<Place> next =
                more && found > 0 ? Optional.of(ordering.place(exact[found - 1], cves)) : Optional.empty();
        return new CvePage(exact, total, next);
    }

    private IntPredicate test(CveFilter filter, Words words) {
        IntPredicate passes = state(filter.states());
        if (!filter.ids().isEmpty()) {
            Set<Integer> rows = filter.ids().stream()
                    .map(cves::row)
                    .filter(OptionalInt::isPresent)
                    .map(OptionalInt::getAsInt)
                    .collect(Collectors.toSet());
            passes = passes.and(rows::contains);
        }
        passes = numbers(filter, passes);
        if (filter.since().isPresent()) {
            int since = Days.of(filter.since().get());
            passes = passes.and(row -> columns.published[row] >= since);
        }
        if (filter.until().isPresent()) {
            int until = Days.of(filter.until().get());
            passes = passes.and(row -> columns.published[row] <= until && columns.published[row] != Days.NONE);
        }
        if (filter.exploited().isPresent()) {
            passes = passes.and(
                    row -> cves.isExploited(row) == filter.exploited().get());
        }
        if (filter.exploit().isPresent()) {
            passes = passes.and(row -> cves.hasExploit(row) == filter.exploit().get());
        }
        return sets(filter, words, passes);
    }

    private IntPredicate state(Set<CveState> asked) {
        Set<CveState> states = asked.isEmpty() ? Set.of(CveState.PUBLISHED, CveState.UNKNOWN) : asked;
        boolean[] wanted = new boolean[CveColumns.STATES.length];
        states.forEach(state -> wanted[state.ordinal()] = true);
        return row -> wanted[columns.state[row]];
    }

    private IntPredicate numbers(CveFilter filter, IntPredicate passes) {
        IntPredicate all = passes;
        if (!filter.severities().isEmpty()) {
            Set<Severity> bands = filter.severities();
            boolean[] wanted = new boolean[128];
            for (int tenths = 0; tenths <= 100; tenths++) {
                wanted[tenths] = bands.contains(Severity.of(tenths / 10.0));
            }
            all = all.and(row -> columns.cvss[row] >= 0 && wanted[columns.cvss[row]]);
        }
        if (!filter.cvss().any()) {
            all = all.and(row -> filter.cvss().holds(cves.cvss(row)));
        }
        if (!filter.score().any()) {
            all = all.and(row -> filter.score().holds(cves.score(row)));
        }
        if (!filter.epss().any()) {
            all = all.and(row -> filter.epss().holds(cves.epss(row)));
        }
        if (!filter.weaknesses().isEmpty()) {
            all = all.and(row -> filter.weaknesses().contains(columns.cwe[row]));
        }
        return all;
    }

    private IntPredicate sets(CveFilter filter, Words words, IntPredicate passes) {
        Remembered remembered = snapshot.remembered();
        IntPredicate all = passes;
        if (filter.vendor().isPresent() || filter.product().isPresent()) {
            BitSet concerned = remembered.rows(
                    List.of("product", filter.vendor(), filter.product()),
                    () -> cves.products().rows(filter.vendor(), filter.product()));
            all = all.and(concerned::get);
        }
        if (filter.cited().isPresent()) {
            Publications.Filter which = filter.cited().get();
            BitSet cited = remembered.rows(which, () -> snapshot.publications().cited(which));
            all = all.and(cited::get);
        }
        if (!filter.phrases().isEmpty()) {
            BitSet holding =
                    remembered.rows(List.of("words", filter.phrases()), () -> holding(words.find(filter.phrases())));
            all = all.and(holding::get);
        }
        return all;
    }

    private BitSet holding(long... keys) {
        BitSet holding = new BitSet(cves.size());
        for (long key : keys) {
            cves.row(CveId.ofKey(key)).ifPresent(holding::set);
        }
        return holding;
    }
}
