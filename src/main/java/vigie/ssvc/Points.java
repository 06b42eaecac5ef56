package vigie.ssvc;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Answers to decision points, by {@link DecisionPoint#point namespace and key}. What is not in it is not decided, which is not the
 * same as "no".
 */
public record Points(Map<String, Answer> answers) {

    /** Nothing is decided. */
    public static final Points NONE = new Points(Map.of());

    public static final String EXPLOITATION = "ssvc:E";
    public static final String AUTOMATABLE = "ssvc:A";
    public static final String TECHNICAL_IMPACT = "ssvc:TI";
    public static final String IN_KEV = "cisa:KEV";
    public static final String PUBLICLY_EXPOSED = "cisa:PE";
    public static final String SYSTEM_EXPOSURE = "ssvc:EXP";
    public static final String MISSION_IMPACT = "ssvc:MI";
    public static final String SAFETY_IMPACT = "ssvc:SI";
    public static final String HUMAN_IMPACT = "ssvc:HI";
    public static final String MISSION_AND_WELL_BEING = "ssvc:MWI";
    public static final String VALUE_DENSITY = "ssvc:VD";

    /** The same question under its earlier name, as some versions of the table of BOD 26-04 ask it. */
    private static final Map<String, String> SAME = Map.of("cisa:AE", PUBLICLY_EXPOSED, "ssvc:KEV", IN_KEV);

    /** Keeps a sorted copy. */
    public Points {
        answers = Collections.unmodifiableMap(new TreeMap<>(answers));
    }

    /** The answer to a point; empty if there is none. */
    public Optional<Answer> answer(String point) {
        return Optional.ofNullable(answers.get(point))
                .or(() -> Optional.ofNullable(answers.get(SAME.getOrDefault(point, ""))));
    }

    /** These with one more, which replaces the answer to its point. */
    public Points with(String point, Answer answer) {
        Map<String, Answer> all = new TreeMap<>(answers);
        all.put(point, answer);
        return new Points(all);
    }

    /** These and others; to a point that both answer, the answer of the others stands. */
    public Points and(Points others) {
        Map<String, Answer> all = new TreeMap<>(answers);
        all.putAll(others.answers);
        return new Points(all);
    }
}
