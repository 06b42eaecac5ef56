package vigie.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import vigie.model.Origin;
import vigie.model.Plausible;
import vigie.model.Ssvc;

/**
 * Reads SSVC decisions out of the metrics of a container. Three shapes occur under types that begin with "ssvc": {@code options}, a
 * list of objects with one point each (CISA); the points as fields of the content; and {@code selections} of CERT/CC's schema, whose
 * values are texts or objects with a name, several of them meaning "not decided". Points and values come in several spellings.
 */
final class SsvcJson {

    private SsvcJson() {}

    /**
     * The decisions in order of the record; those without any known point are left out.
     *
     * @param day when the container was last changed: the time of a decision that bears none that can be true
     * @param seen which times can be true
     */
    static List<Ssvc> read(JsonNode metrics, Origin origin, Optional<Instant> day, Plausible seen) {
        List<Ssvc> found = new ArrayList<>();
        for (JsonNode metric : Json.objects(metrics)) {
            JsonNode other = metric.path("other");
            if (Json.text(other, "type").toLowerCase(Locale.ROOT).startsWith("ssvc")) {
                decision(other.path("content"), origin, day, seen).ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<Ssvc> decision(JsonNode content, Origin origin, Optional<Instant> day, Plausible seen) {
        Map<String, String> points = new HashMap<>();
        fields(content, points);
        Json.objects(content.path("options")).forEach(option -> fields(option, points));
        for (JsonNode selection : Json.objects(content.path("selections"))) {
            JsonNode values = selection.path("values");
            if (values.size() == 1) {
                JsonNode only = values.get(0);
                points.put(point(Json.text(selection, "name")), value(only.isObject() ? only.path("name") : only));
            }
        }
        Ssvc decision = new Ssvc(
                points.getOrDefault("exploitation", ""),
                points.getOrDefault("automatable", ""),
                points.getOrDefault("technicalimpact", ""),
                Dates.instant(Json.text(content, "timestamp"))
                        .flatMap(seen::moment)
                        .or(() -> day),
                origin);
        boolean empty = (decision.exploitation() + decision.automatable() + decision.technicalImpact()).isEmpty();
        return empty ? Optional.empty() : Optional.of(decision);
    }

    private static void fields(JsonNode object, Map<String, String> points) {
        object.properties().stream()
                .filter(field -> field.getValue().isString())
                .forEach(field -> points.put(point(field.getKey()), value(field.getValue())));
    }

    private static String point(String name) {
        return name.toLowerCase(Locale.ROOT).replace(" ", "").replace("_", "");
    }

    private static String value(JsonNode node) {
        String value = node.asString("").strip().toLowerCase(Locale.ROOT);
        return value.equals("public poc") ? "poc" : value;
    }
}
