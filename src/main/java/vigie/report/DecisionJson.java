package vigie.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vigie.ssvc.Answer;
import vigie.ssvc.Decision;
import vigie.ssvc.DecisionPoint;
import vigie.ssvc.SsvcWords;

/** SSVC decisions as JSON objects: every answer with what it rests on. */
public final class DecisionJson {

    private DecisionJson() {}

    /** A decision; keys of points and values are those of the table, names are in English. */
    public static Map<String, Object> of(Decision decision) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("table", decision.tree().id());
        object.put("name", decision.tree().name());
        object.put("outcome", decision.worst().key());
        object.put("outcome_name", decision.worst().name());
        object.put("decided", decision.decided());
        object.put("outcomes", keys(decision.outcomes()));
        object.put("due", decision.due().map(DecisionJson::due).orElse(null));
        List<Map<String, Object>> points = new ArrayList<>();
        decision.tree()
                .points()
                .forEach(point -> points.add(point(point, decision.answers().get(point.point()))));
        object.put("points", points);
        object.put("open", decision.open().stream().map(DecisionJson::open).toList());
        return object;
    }

    private static List<String> keys(List<DecisionPoint.Value> values) {
        return values.stream().map(DecisionPoint.Value::key).toList();
    }

    private static Map<String, Object> due(Decision.Due due) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("day", due.day().toString());
        object.put("days", due.days());
        object.put("start", due.start().toString());
        object.put("from", due.from().name().toLowerCase(java.util.Locale.ROOT));
        return object;
    }

    private static Map<String, Object> point(DecisionPoint point, Answer answer) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("point", point.id());
        object.put("name", point.name());
        object.put("values", List.copyOf(answer.values()));
        object.put("basis", SsvcWords.basisName(answer));
        object.put("by", answer.by());
        return object;
    }

    private static Map<String, Object> open(Decision.Open open) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("point", open.point().id());
        object.put("name", open.point().name());
        Map<String, Object> outcomes = new LinkedHashMap<>();
        open.outcomes().forEach((value, left) -> outcomes.put(value, keys(left)));
        object.put("outcomes", outcomes);
        return object;
    }
}
