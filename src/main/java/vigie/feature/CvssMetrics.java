package vigie.feature;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import vigie.model.Assessment;

/**
 * The base metrics of a CVSS vector under the names and values of version 3.1, where those of 2.0 and 4.0 mean the same
 * (<a href="https://www.first.org/cvss/v4.0/specification-document">CVSS 4.0</a>,
 * <a href="https://www.first.org/cvss/v3.1/specification-document">3.1</a>,
 * <a href="https://www.first.org/cvss/v2/guide">2.0</a>). Threat metrics (exploit maturity) are left out: they would
 * leak the outcome.
 */
final class CvssMetrics {

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("AV:N", "NETWORK"),
            Map.entry("AV:A", "ADJACENT"),
            Map.entry("AV:L", "LOCAL"),
            Map.entry("AV:P", "PHYSICAL"),
            Map.entry("AC:L", "LOW"),
            Map.entry("AC:M", "HIGH"),
            Map.entry("AC:H", "HIGH"),
            Map.entry("PR:N", "NONE"),
            Map.entry("PR:L", "LOW"),
            Map.entry("PR:H", "HIGH"),
            Map.entry("UI:N", "NONE"),
            Map.entry("UI:R", "REQUIRED"),
            Map.entry("UI:P", "REQUIRED"),
            Map.entry("UI:A", "REQUIRED"),
            Map.entry("S:U", "UNCHANGED"),
            Map.entry("S:C", "CHANGED"));

    private static final Map<String, String> IMPACTS =
            Map.of("N", "NONE", "L", "LOW", "P", "LOW", "H", "HIGH", "C", "HIGH");

    /** CVSS 2.0 counts the instances of authentication, 3.x and 4.0 the privileges. */
    private static final Map<String, String> AUTHENTICATION = Map.of("N", "NONE", "S", "LOW", "M", "HIGH");

    private CvssMetrics() {}

    /** Metric to value, {@code AV} to {@code NETWORK}; only known metrics and values. */
    static Map<String, String> of(Assessment assessment) {
        Map<String, String> parts = parts(assessment.vector());
        Map<String, String> found = new TreeMap<>();
        for (String metric : new String[] {"AV", "AC", "PR", "UI", "S"}) {
            put(found, metric, WORDS.get(metric + ":" + parts.get(metric)));
        }
        put(found, "PR", AUTHENTICATION.get(parts.getOrDefault("Au", "")));
        for (String impact : new String[] {"C", "I", "A"}) {
            String value = parts.getOrDefault("V" + impact, parts.getOrDefault(impact, ""));
            put(found, impact, IMPACTS.get(value));
        }
        if ("P".equals(parts.get("AT"))) {
            // In 3.1, needing special circumstances is high complexity.
            found.put("AC", "HIGH");
        }
        if (parts.containsKey("SC")) {
            boolean spreads =
                    !("N".equals(parts.get("SC")) && "N".equals(parts.get("SI")) && "N".equals(parts.get("SA")));
            found.put("S", spreads ? "CHANGED" : "UNCHANGED");
        }
        return found;
    }

    private static void put(Map<String, String> found, String metric, String value) {
        if (value != null) {
            found.put(metric, value);
        }
    }

    private static Map<String, String> parts(String vector) {
        Map<String, String> parts = new HashMap<>();
        for (String part : vector.replace("(", "").replace(")", "").split("/")) {
            int colon = part.indexOf(':');
            if (colon > 0) {
                parts.putIfAbsent(part.substring(0, colon), part.substring(colon + 1));
            }
        }
        return parts;
    }
}
