package vigie.feature;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vigie.model.Container;
import vigie.model.Dossier;

/**
 * What one CVE contributes to the history of its vendors, products and weaknesses.
 *
 * @param ties names that it was tied to
 * @param exploited the epoch day on which it became known exploited, {@link #NEVER} if it is not
 */
public record Trait(List<Tie> ties, int exploited) {

    /** The day of what has not happened. */
    public static final int NEVER = Integer.MAX_VALUE;

    private static final int SECONDS_A_DAY = 86_400;

    /** Keeps its own copy. */
    public Trait {
        ties = List.copyOf(ties);
    }

    /**
     * That a record names a vendor, a product or a weakness.
     *
     * @param key as {@link HistoryKeys} writes it
     * @param day the epoch day on which one first did
     */
    public record Tie(String key, int day) {}

    /** Reads what a dossier contributes. */
    public static Trait of(Dossier dossier) {
        Map<String, Integer> known = new TreeMap<>();
        List<Container> soFar = new ArrayList<>();
        List<Dossier.Turn> turns = dossier.turns().stream()
                .filter(turn -> !turn.said().affected().isEmpty()
                        || !turn.said().weaknesses().isEmpty())
                .toList();
        for (int i = 0; i < turns.size(); i++) {
            Dossier.Turn turn = turns.get(i);
            if (turn.begins()) {
                soFar.add(turn.said());
            } else {
                soFar.removeIf(said -> said == turn.said());
                if (i + 1 < turns.size() && turns.get(i + 1).at().equals(turn.at())) {
                    // Another version takes its place.
                    continue;
                }
            }
            int day = (int) (turn.at().getEpochSecond() / SECONDS_A_DAY);
            RecordFacts.keys(soFar).forEach(key -> known.putIfAbsent(key, day));
        }
        int exploited = dossier.firstReportKnown()
                .map(LocalDate::toEpochDay)
                .map(Long::intValue)
                .orElse(NEVER);
        return new Trait(
                known.entrySet().stream()
                        .map(e -> new Tie(e.getKey(), e.getValue()))
                        .toList(),
                exploited);
    }
}
