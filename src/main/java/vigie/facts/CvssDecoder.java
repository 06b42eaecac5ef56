package vigie.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vigie.model.CvssVersion;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.text.Sheet;

/**
 * Says what a CVSS vector means, metric by metric, as FIRST's specifications name them
 * (<a href="https://www.first.org/cvss/v4.0/specification-document">4.0</a>,
 * <a href="https://www.first.org/cvss/v3.1/specification-document">3.1 and 3.0</a>,
 * <a href="https://www.first.org/cvss/v2/guide">2.0</a>). What is not known here is shown as it is written.
 */
public final class CvssDecoder {

    private static final int MOST_METRICS = 64;
    private static final int LONGEST = 20;

    /** Metrics and their values by version, the most dangerous value first. */
    private static final Map<String, Map<String, List<String>>> SCALES = Map.of(
            "2", scales("""
                    AV N A L; AC L M H; Au N S M; C C P N; I C P N; A C P N; E H F POC U; RL U W TF OF; RC C UR UC;
                    CDP H MH LM L N; TD H M L N; CR H M L; IR H M L; AR H M L"""),
            "3", scales("""
                    AV N A L P; AC L H; PR N L H; UI N R; S C U; C H L N; I H L N; A H L N; E H F P U; RL U W T O;
                    RC C R U; CR H M L; IR H M L; AR H M L"""),
            "4", scales("""
                    AV N A L P; AC L H; AT N P; PR N L H; UI N P A; VC H L N; VI H L N; VA H L N; SC H L N; SI S H L N;
                    SA S H L N; E A P U; CR H M L; IR H M L; AR H M L; S P N; AU Y N; R I U A; V C D; RE H M L;
                    U Red Amber Green Clear"""));

    private static final Set<String> UNDEFINED = Set.of("X", "ND");

    private final Messages words;

    /**
     * @param messages the user's language
     */
    public CvssDecoder(Messages messages) {
        this.words = messages.bundle("cvss");
    }

    /** The metrics that a vector gives a value, in its order; none if the text is no vector. */
    public List<CvssMetric> metrics(CvssVersion version, String vector) {
        String major = version.toString().substring(0, 1);
        List<CvssMetric> metrics = new ArrayList<>();
        for (String part : vector.replace("(", "").replace(")", "").split("/", MOST_METRICS + 1)) {
            int colon = part.indexOf(':');
            boolean named = colon > 0 && !part.startsWith("CVSS:") && metrics.size() < MOST_METRICS;
            if (named && !UNDEFINED.contains(part.substring(colon + 1))) {
                metrics.add(metric(major, code(part.substring(0, colon)), code(part.substring(colon + 1))));
            }
        }
        return List.copyOf(metrics);
    }

    private CvssMetric metric(String major, String code, String value) {
        Map<String, List<String>> scales = SCALES.get(major);
        boolean modified = !scales.containsKey(code) && code.startsWith("M") && scales.containsKey(code.substring(1));
        String base = modified ? code.substring(1) : code;
        String key = major + "." + base;
        String name = words.knows(key) ? words.get(key) : code;
        String valueKey = key + "." + value;
        return new CvssMetric(
                code,
                modified ? words.get("modified", name) : name,
                value,
                words.knows(valueKey) ? words.get(valueKey) : value,
                weight(scales.getOrDefault(base, List.of()), value));
    }

    private static CvssMetric.Weight weight(List<String> scale, String value) {
        int place = scale.indexOf(value);
        if (place < 0) {
            return CvssMetric.Weight.NONE;
        }
        CvssMetric.Weight[] weights = CvssMetric.Weight.values();
        int heaviest = weights.length - 1;
        double lightness = (double) place / (scale.size() - 1);
        return weights[heaviest - (int) Math.floor(lightness * (heaviest - 1))];
    }

    private static String code(String text) {
        return Sheet.shorten(
                PlainText.line(text.length() > LONGEST * 2 ? text.substring(0, LONGEST * 2) : text), LONGEST);
    }

    private static Map<String, List<String>> scales(String text) {
        Map<String, List<String>> scales = new java.util.HashMap<>();
        for (String scale : text.split(";")) {
            String[] parts = scale.strip().split("\\s+", 2);
            scales.put(parts[0], List.of(parts[1].split(" ")));
        }
        return Map.copyOf(scales);
    }

    /** Every metric and value that is known, as keys of the words. */
    static List<String> keys() {
        List<String> keys = new ArrayList<>();
        SCALES.forEach((major, scales) -> scales.forEach((metric, values) -> {
            keys.add(major + "." + metric);
            values.forEach(value -> keys.add(major + "." + metric + "." + value));
        }));
        return keys;
    }
}
