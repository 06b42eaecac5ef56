package vigie.report.document;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vigie.index.CveFilter;
import vigie.index.CveOrder;
import vigie.index.Range;
import vigie.index.Snapshot;
import vigie.model.CveId;
import vigie.model.CveState;
import vigie.model.ScoreBands;
import vigie.model.Severities;

/** The rows of some CVEs, the most urgent first, see {@link vigie.model.Urgency}. */
final class UrgentRows {

    private final Snapshot snapshot;

    UrgentRows(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** The most urgent rows of some, rejected and reserved CVEs left out. */
    int[] first(BitSet rows, int most) {
        return sorted(rows, CveFilter.REPORTED, most);
    }

    /** All of some rows. */
    int[] all(BitSet rows) {
        return sorted(rows, Set.of(CveState.values()), rows.cardinality());
    }

    private int[] sorted(BitSet rows, Set<CveState> states, int most) {
        if (rows.isEmpty()) {
            return new int[0];
        }
        Set<CveId> ids = rows.stream().mapToObj(snapshot.cves()::id).collect(Collectors.toSet());
        CveFilter filter = new CveFilter(
                ids,
                List.of(),
                List.of(),
                List.of(),
                Severities.ANY,
                Range.ANY,
                Range.ANY,
                ScoreBands.ANY,
                Range.ANY,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                states,
                Optional.empty());
        return snapshot.search()
                .page(filter, phrases -> new long[0], CveOrder.URGENCY, false, Optional.empty(), most)
                .rows();
    }
}
