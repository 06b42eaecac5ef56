package vigie.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Chooses, on the training rows alone, which features are columns: every number; categories and phrases that enough rows
 * have; of the phrases those that tell positive and negative rows apart best.
 */
final class Vocabulary {

    private final int rowsOfCategory;
    private final int rowsOfPhrase;
    private final int phrases;

    Vocabulary(int rowsOfCategory, int rowsOfPhrase, int phrases) {
        this.rowsOfCategory = rowsOfCategory;
        this.rowsOfPhrase = rowsOfPhrase;
        this.phrases = phrases;
    }

    private record Candidate(String name, double association) {}

    /** How many rows, and how many positive ones, have each feature. */
    static final class Counts {
        private final RawRows.Names names;
        private final int[] all;
        private final int[] positive;
        private int rows;
        private int positives;

        Counts(RawRows.Names names) {
            this.names = names;
            this.all = new int[names.size()];
            this.positive = new int[names.size()];
        }

        void add(RawRows part, int row) {
            int hit = part.label(row) > 0 ? 1 : 0;
            rows++;
            positives += hit;
            part.forEach(row, (feature, value) -> {
                all[feature]++;
                positive[feature] += hit;
            });
        }
    }

    /** Names of the columns in alphabetical order. */
    List<String> choose(Counts counts) {
        Set<String> chosen = new TreeSet<>();
        List<Candidate> candidates = new ArrayList<>();
        for (Map.Entry<String, Integer> entry : counts.names.all().entrySet()) {
            String name = entry.getKey();
            int count = counts.all[entry.getValue()];
            if (count > 0 && (name.startsWith("N:") || (name.startsWith("C:") && count >= rowsOfCategory))) {
                chosen.add(name);
            } else if (name.startsWith("T:") && count >= rowsOfPhrase) {
                int positive = counts.positive[entry.getValue()];
                candidates.add(new Candidate(name, association(positive, count, counts.positives, counts.rows)));
            }
        }
        candidates.stream()
                .sorted(Comparator.comparingDouble(Candidate::association)
                        .reversed()
                        .thenComparing(Candidate::name))
                .limit(phrases)
                .forEach(c -> chosen.add(c.name()));
        return List.copyOf(chosen);
    }

    /** Pearson's chi-squared of the two-by-two table of phrase and label; 0 where the table has an empty margin. */
    private static double association(double both, double phrase, double positives, double rows) {
        if (phrase == rows || positives == 0 || positives == rows) {
            return 0;
        }
        double expected = phrase * positives / rows;
        double others = phrase - expected;
        double difference = both - expected;
        double share = phrase / rows;
        return difference * difference * (1 / expected + 1 / others) / (1 - share);
    }
}
