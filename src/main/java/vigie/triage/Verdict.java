package vigie.triage;

import java.util.Arrays;
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

    private int severity() {
        return Urgency.severity(known.summary().cvssScore().or(word::cvss).orElse(Double.NaN));
    }

    /** What it is ordered by, worked out once for many comparisons. */
    private record Key(int decision, long likelihood, int severity, int word) {

        /** A rejected CVE comes last, whatever scanners say. */
        static Key of(Verdict one) {
            return new Key(
                    one.decision.map(decision -> -decision.rank()).orElse(1),
                    one.known.likelihood(),
                    one.severity(),
                    one.word.rank());
        }

        /** A CVSS score that nobody gives is a class of its own, behind all others. */
        int compare(Key other) {
            int order = Integer.compare(decision, other.decision);
            order = order == 0 ? Long.compare(other.likelihood, likelihood) : order;
            order = order == 0 ? Integer.compare(other.severity, severity) : order;
            return order == 0 ? Integer.compare(other.word, word) : order;
        }
    }

    /** The place of each in the order of what comes first; equal ones have the same. */
    static int[] places(List<Verdict> all) {
        Key[] keys = all.stream().map(Key::of).toArray(Key[]::new);
        Integer[] sorted = new Integer[keys.length];
        Arrays.setAll(sorted, number -> number);
        Arrays.sort(sorted, (one, other) -> keys[one].compare(keys[other]));
        int[] places = new int[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            boolean same = i > 0 && keys[sorted[i - 1]].compare(keys[sorted[i]]) == 0;
            places[sorted[i]] = same ? places[sorted[i - 1]] : i;
        }
        return places;
    }
}
