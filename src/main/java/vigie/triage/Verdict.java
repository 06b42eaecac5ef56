package vigie.triage;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import vigie.model.Urgency;
import vigie.ssvc.Decision;

/**
 * What all rows of one vulnerability on one kind of asset have in common.
 *
 * @param known what is held of the vulnerability
 * @param decision what to do; empty for a rejected CVE
 * @param word what scanners say, where nothing is held that says it better
 */
record Verdict(Known known, Optional<Decision> decision, ScannerWord word) {

    /** A CVSS score that nobody gives is a class of its own, behind all others. A rejected CVE comes last, whatever scanners say. */
    private static final Comparator<Verdict> FIRST_THINGS_FIRST = Comparator.comparingInt((Verdict one) ->
                    one.decision.map(decision -> -decision.rank()).orElse(1))
            .thenComparing(Comparator.comparingLong((Verdict one) -> one.known.likelihood())
                    .reversed())
            .thenComparing(Comparator.comparingInt(Verdict::severity).reversed())
            .thenComparing(
                    Comparator.comparingInt((Verdict one) -> one.word.rank()).reversed());

    private int severity() {
        return Urgency.severity(known.summary().cvssScore().or(word::cvss).orElse(Double.NaN));
    }

    /** The place of each in the order of what comes first; equal ones have the same. */
    static int[] places(List<Verdict> all) {
        Integer[] sorted = new Integer[all.size()];
        Arrays.setAll(sorted, number -> number);
        Arrays.sort(sorted, (one, other) -> FIRST_THINGS_FIRST.compare(all.get(one), all.get(other)));
        int[] places = new int[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            boolean same = i > 0 && FIRST_THINGS_FIRST.compare(all.get(sorted[i - 1]), all.get(sorted[i])) == 0;
            places[sorted[i]] = same ? places[sorted[i - 1]] : i;
        }
        return places;
    }
}
