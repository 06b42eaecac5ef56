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

    /** Names of the columns in alphabetical order. */
    List<String> choose(RawRows.Names names, List<RawRows> parts) {
        int[] all = new int[names.size()];
        int[] positive = new int[names.size()];
        int rows = 0;
        int positives = 0;
        for (RawRows part : parts) {
            for (int row = 0; row < part.size(); row++) {
                boolean hit = part.label(row) > 0;
                rows++;
                positives += hit ? 1 : 0;
                part.forEach(row, (feature, value) -> {
                    all[feature]++;
                    positive[feature] += hit ? 1 : 0;
                });
            }
        }
        Set<String> chosen = new TreeSet<>();
        List<Candidate> candidates = new ArrayList<>();
        for (Map.Entry<String, Integer> entry : names.all().entrySet()) {
            String name = entry.getKey();
            int count = all[entry.getValue()];
            if (name.startsWith("N:") || (name.startsWith("C:") && count >= rowsOfCategory)) {
                chosen.add(name);
            } else if (name.startsWith("T:") && count >= rowsOfPhrase) {
                candidates.add(new Candidate(name, association(positive[entry.getValue()], count, positives, rows)));
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

    /** Pearson's chi-squared of the two-by-two table of phrase and label. */
    private static double association(double both, double phrase, double positives, double rows) {
        double expected = phrase * positives / rows;
        double others = phrase - expected;
        double difference = both - expected;
        double share = phrase / rows;
        return difference * difference * (1 / expected + 1 / others) / (1 - share);
    }
}
