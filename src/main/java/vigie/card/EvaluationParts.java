package vigie.card;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vigie.score.Evaluation;
import vigie.score.Evaluation.Table;

/**
 * The tables of one horizon and group.
 *
 * @param whole what is shown in full: the tables over several origins, else all
 * @param origins the tables of the single origins beside it; empty if they are shown in full
 */
record EvaluationParts(List<Table> whole, List<Table> origins) {

    private record Key(int horizon, Evaluation.Group group) {}

    static List<EvaluationParts> of(Evaluation evaluation) {
        Map<Key, List<Table>> parts = new LinkedHashMap<>();
        for (Table table : evaluation.tables()) {
            parts.computeIfAbsent(new Key(table.horizon(), table.group()), key -> new ArrayList<>())
                    .add(table);
        }
        return parts.values().stream().map(EvaluationParts::of).toList();
    }

    private static EvaluationParts of(List<Table> tables) {
        List<Table> several =
                tables.stream().filter(table -> table.origins().size() > 1).toList();
        return several.isEmpty()
                ? new EvaluationParts(tables, List.of())
                : new EvaluationParts(
                        several,
                        tables.stream()
                                .filter(table -> table.origins().size() <= 1)
                                .toList());
    }
}
