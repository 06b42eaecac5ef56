package vigie.ssvc;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decisions in the forms in which programs exchange them. */
public final class Exchange {

    /** The letters of the calculator of CERT/CC for the outcomes of CISA's table. */
    private static final Map<String, String> LEVELS = Map.of("T", "T", "T*", "R", "AT", "A", "AC", "C");

    /** The points of CISA's table and the calculator's letters for them. */
    private static final List<Map.Entry<String, String>> LETTERS = List.of(
            Map.entry(Points.EXPLOITATION, "E"),
            Map.entry(Points.AUTOMATABLE, "A"),
            Map.entry(Points.TECHNICAL_IMPACT, "T"),
            Map.entry(Points.MISSION_AND_WELL_BEING, "M"));

    private static final String DOCUMENTATION = "https://certcc.github.io/SSVC/reference/";

    private Exchange() {}

    /**
     * A decision as a {@code SelectionList} of CERT/CC's schema 2.0.0: for each point of the table, and for its outcome, the values
     * that are possible; several where it is not decided.
     *
     * @param target what was decided about: the CVE
     * @param at when
     */
    public static Map<String, Object> selectionList(Decision decision, String target, Instant at) {
        List<Map<String, Object>> selections = new ArrayList<>();
        decision.tree()
                .points()
                .forEach(point -> selections.add(
                        selection(point, decision.answers().get(point.point()).values())));
        selections.add(selection(
                decision.tree().outcome(),
                decision.outcomes().stream().map(DecisionPoint.Value::key).collect(Collectors.toSet())));
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("timestamp", at.truncatedTo(ChronoUnit.SECONDS).toString());
        list.put("schemaVersion", "2.0.0");
        list.put("target_ids", List.of(target));
        list.put("selections", selections);
        list.put(
                "decision_point_resources",
                List.of(Map.of("uri", DOCUMENTATION, "summary", "SSVC decision points and decision tables")));
        return list;
    }

    private static Map<String, Object> selection(DecisionPoint point, Set<String> values) {
        Map<String, Object> selection = new LinkedHashMap<>();
        selection.put("namespace", point.namespace());
        selection.put("key", point.key());
        selection.put("version", point.version());
        selection.put("name", point.name());
        selection.put(
                "values",
                point.values().stream()
                        .filter(value -> values.contains(value.key()))
                        .map(value -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("key", value.key());
                            one.put("name", value.name());
                            return one;
                        })
                        .toList());
        return selection;
    }

    /**
     * The vector string of CERT/CC's calculator for CISA's table, {@code SSVCv2/E:A/A:Y/T:T/M:H/D:C/2026-01-30T12:00:00Z/}: points that
     * are not decided are left out, and so is the decision as long as several are possible.
     *
     * @return empty where no point is decided
     */
    public static Optional<String> vector(Points points, AssetClass asset, Instant at) {
        Decision decision = Decision.of(Trees.named("cisa").orElseThrow(), points, asset, Decision.Dates.NONE);
        StringBuilder vector = new StringBuilder();
        for (Map.Entry<String, String> letter : LETTERS) {
            Answer answer = decision.answers().get(letter.getKey());
            if (answer.decided()) {
                vector.append(letter.getValue())
                        .append(':')
                        .append(answer.values().iterator().next())
                        .append('/');
            }
        }
        if (vector.isEmpty()) {
            return Optional.empty();
        }
        if (decision.decided()) {
            vector.append("D:").append(LEVELS.get(decision.worst().key())).append('/');
        }
        return Optional.of("SSVCv2/" + vector + at.truncatedTo(ChronoUnit.SECONDS) + "/");
    }
}
