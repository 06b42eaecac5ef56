package vigie.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import vigie.model.Origin;
import vigie.model.Ssvc;

/** Reads SSVC decisions out of the metrics of an ADP container; keys and values come in two casings. */
final class SsvcJson {

    private SsvcJson() {}

    static List<Ssvc> read(JsonNode metrics, Origin origin) {
        List<Ssvc> found = new ArrayList<>();
        for (JsonNode metric : Json.objects(metrics)) {
            JsonNode other = metric.path("other");
            if (Json.text(other, "type").equalsIgnoreCase("ssvc")) {
                found.add(decision(other.path("content"), origin));
            }
        }
        return found;
    }

    private static Ssvc decision(JsonNode content, Origin origin) {
        Map<String, String> options = new HashMap<>();
        for (JsonNode option : Json.objects(content.path("options"))) {
            option.properties().forEach(field -> options.put(plain(field.getKey()), value(field.getValue())));
        }
        return new Ssvc(
                options.getOrDefault("exploitation", ""),
                options.getOrDefault("automatable", ""),
                options.getOrDefault("technicalimpact", ""),
                Dates.instant(Json.text(content, "timestamp")),
                origin);
    }

    private static String value(JsonNode node) {
        return node.asString("").toLowerCase(Locale.ROOT);
    }

    private static String plain(String key) {
        return key.toLowerCase(Locale.ROOT).replace(" ", "").replace("_", "");
    }
}
