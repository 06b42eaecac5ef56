package vigie.feature;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vigie.model.Container;
import vigie.model.CveRecord;
import vigie.model.Dossier;

/**
 * What one CVE contributes to the history of its vendors, products and weaknesses.
 *
 * @param known keys, each with the first day (epoch day) on which a record tied the CVE to it
 * @param exploited the epoch day on which it became known exploited, {@link #NEVER} if it is not
 */
public record Trait(Map<String, Integer> known, int exploited) {

    /** The day of what has not happened. */
    public static final int NEVER = Integer.MAX_VALUE;

    /** Keeps its own copy. */
    public Trait {
        known = Map.copyOf(known);
    }

    /** Reads what a dossier contributes. */
    public static Trait of(Dossier dossier) {
        Map<String, Integer> known = new LinkedHashMap<>();
        List<Container> soFar = new ArrayList<>();
        List<Container> byDay = dossier.records().stream()
                .map(CveRecord::containers)
                .flatMap(List::stream)
                .filter(c -> c.day().isPresent()
                        && (!c.affected().isEmpty() || !c.weaknesses().isEmpty()))
                .sorted(java.util.Comparator.comparing(c -> c.day().orElseThrow()))
                .toList();
        for (Container container : byDay) {
            soFar.add(container);
            int day = (int) (container.day().orElseThrow().getEpochSecond() / 86_400);
            Said.keys(soFar).forEach(key -> known.putIfAbsent(key, day));
        }
        int exploited = dossier.exploitedSince()
                .map(LocalDate::toEpochDay)
                .map(Long::intValue)
                .orElse(NEVER);
        return new Trait(known, exploited);
    }
}
