package vigie.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Known names that are nearest to one that is not, for "did you mean". */
public final class Nearest {

    private Nearest() {}

    private record Known(String name, int distance) {}

    /**
     * The nearest names, the nearest first; of several at one distance those that come first.
     *
     * @param most how many at most
     * @param farthest distance of the last one
     */
    public static List<String> of(String name, Collection<String> known, int most, int farthest) {
        List<Known> near = new ArrayList<>();
        for (String one : known) {
            // The difference of the lengths is the least that the distance can be.
            if (Math.abs(one.length() - name.length()) <= farthest) {
                int distance = distance(name, one);
                if (distance <= farthest) {
                    near.add(new Known(one, distance));
                }
            }
        }
        return near.stream()
                .sorted(Comparator.comparingInt(Known::distance))
                .limit(most)
                .map(Known::name)
                .toList();
    }

    /**
     * Levenshtein's distance: single-character edits from one text to the other. By hand because no library of ours has it
     * in its interface (picocli keeps its own to itself), and a further one for fifteen lines would not pay.
     */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
