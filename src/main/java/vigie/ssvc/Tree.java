package vigie.ssvc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A decision table of SSVC: to every combination of values of its decision points one outcome. It is read from JSON in the form of
 * CERT/CC's schema {@code DecisionTable} 2.0.0; unknown fields are left out.
 *
 * @param namespace who defined it
 * @param key short name within the namespace
 * @param version semantic version
 * @param name name in English
 * @param points what it asks, in the order of the file
 * @param outcome what it answers
 * @param outcomes by the places of the values of all points, the last point fastest, the place of the outcome
 */
public record Tree(
        String namespace,
        String key,
        String version,
        String name,
        List<DecisionPoint> points,
        DecisionPoint outcome,
        List<Integer> outcomes) {

    /** A table that a person can look over has some dozens of rows. */
    private static final int MOST_ROWS = 100_000;

    private static final int LONGEST_TEXT = 100_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(20)
                            .maxStringLength(LONGEST_TEXT)
                            .maxTokenCount(5_000_000)
                            .build())
                    .build())
            .build();

    /** Keeps copies. */
    public Tree {
        points = List.copyOf(points);
        outcomes = List.copyOf(outcomes);
    }

    /** Namespace, key and version: {@code cisa:DT_BOD2604:1.0.0}. */
    public String id() {
        return namespace + ":" + key + ":" + version;
    }

    /**
     * Reads a table.
     *
     * @throws SsvcException if it is no such table, or does not give every combination exactly one outcome
     */
    public static Tree read(byte... json) {
        JsonNode file;
        try {
            file = MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new SsvcException(
                    "json", e.getLocation() == null ? 0 : e.getLocation().getLineNr());
        }
        if (!file.path("decision_points").isObject() || !file.path("mapping").isArray()) {
            throw new SsvcException("table");
        }
        if (!text(file, "schemaVersion").equals("2.0.0")) {
            throw new SsvcException("schema", text(file, "schemaVersion"));
        }
        Map<String, DecisionPoint> all = new LinkedHashMap<>();
        file.path("decision_points")
                .properties()
                .forEach(one -> all.put(one.getKey(), point(one.getKey(), one.getValue())));
        DecisionPoint outcome = all.remove(text(file, "outcome"));
        if (outcome == null || all.isEmpty()) {
            throw new SsvcException("outcome", text(file, "outcome"));
        }
        return new Tree(
                text(file, "namespace"),
                text(file, "key"),
                text(file, "version"),
                text(file, "name"),
                List.copyOf(all.values()),
                outcome,
                rows(file.path("mapping"), all, text(file, "outcome"), outcome));
    }

    private static DecisionPoint point(String id, JsonNode node) {
        List<DecisionPoint.Value> values = new ArrayList<>();
        for (JsonNode value : node.path("values")) {
            values.add(new DecisionPoint.Value(text(value, "key"), text(value, "name"), text(value, "definition")));
        }
        DecisionPoint point = new DecisionPoint(
                text(node, "namespace"),
                text(node, "key"),
                text(node, "version"),
                text(node, "name"),
                text(node, "definition"),
                values);
        if (values.isEmpty()
                || values.stream().map(DecisionPoint.Value::key).distinct().count() < values.size()) {
            throw new SsvcException("values", id);
        }
        return point;
    }

    private static List<Integer> rows(
            JsonNode mapping, Map<String, DecisionPoint> points, String outcomeId, DecisionPoint outcome) {
        long size = 1;
        for (DecisionPoint point : points.values()) {
            size *= point.values().size();
            if (size > MOST_ROWS) {
                throw new SsvcException("rows", MOST_ROWS);
            }
        }
        Integer[] outcomes = new Integer[(int) size];
        int number = 0;
        for (JsonNode row : mapping) {
            number++;
            int index = 0;
            for (Map.Entry<String, DecisionPoint> point : points.entrySet()) {
                int place = place(point.getValue(), text(row, point.getKey()), point.getKey(), number);
                index = index * point.getValue().values().size() + place;
            }
            int result = place(outcome, text(row, outcomeId), outcomeId, number);
            if (outcomes[index] != null && outcomes[index] != result) {
                throw new SsvcException("twice", number);
            }
            outcomes[index] = result;
        }
        int missing = Arrays.asList(outcomes).indexOf(null);
        if (missing >= 0) {
            throw new SsvcException("missing", combination(missing, List.copyOf(points.values())));
        }
        return Arrays.asList(outcomes);
    }

    private static int place(DecisionPoint point, String value, String id, int row) {
        int place = point.place(value);
        if (place < 0) {
            throw new SsvcException("value", row, value, id);
        }
        return place;
    }

    private static String combination(int index, List<DecisionPoint> points) {
        StringBuilder text = new StringBuilder();
        int rest = index;
        for (int i = points.size() - 1; i >= 0; i--) {
            DecisionPoint point = points.get(i);
            text.insert(
                    0,
                    point.key() + ":"
                            + point.values().get(rest % point.values().size()).key() + " ");
            rest /= point.values().size();
        }
        return text.toString().strip();
    }

    /**
     * The outcomes that are possible.
     *
     * @param chosen for each point, in their order, the keys of the values that are possible; at least one of each
     * @return places of outcomes
     */
    BitSet possible(List<Set<String>> chosen) {
        BitSet found = new BitSet();
        possible(chosen, 0, 0, found);
        return found;
    }

    private void possible(List<Set<String>> chosen, int depth, int index, BitSet found) {
        if (depth == points.size()) {
            found.set(outcomes.get(index));
            return;
        }
        DecisionPoint point = points.get(depth);
        for (String value : chosen.get(depth)) {
            possible(chosen, depth + 1, index * point.values().size() + point.place(value), found);
        }
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() ? value.asString() : "";
    }
}
