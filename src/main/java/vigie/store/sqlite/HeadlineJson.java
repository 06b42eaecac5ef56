package vigie.store.sqlite;

import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import vigie.store.StoreException;

/**
 * Reads the headline from a stored record of either form, and nothing else of it. The import has it from the record that
 * it parsed; a test holds the two against each other.
 */
final class HeadlineJson {

    private static final Set<String> READ = Set.of(
            "containers",
            "cna",
            "adp",
            "providerMetadata",
            "shortName",
            "title",
            "cve",
            "descriptions",
            "lang",
            "value");

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                    .build())
            .build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private HeadlineJson() {}

    /** The headline; empty where the document cannot be read: the next version of the record will bring one. */
    static String read(byte[] packed) {
        try (JsonParser parser = MAPPER.createParser(Packing.unpack(packed))) {
            parser.nextToken();
            JsonNode root = value(parser);
            JsonNode containers = root.path("containers");
            JsonNode cna = containers.path("cna");
            String title = Headline.of(text(cna, "title"), "");
            return title.isEmpty() ? Headline.of("", description(root, cna, containers.path("adp"))) : title;
        } catch (JacksonException | StoreException e) {
            return "";
        }
    }

    /** The order is that of {@link vigie.model.Preference#description}. */
    private static String description(JsonNode root, JsonNode cna, JsonNode adps) {
        String words = english(cna.path("descriptions"));
        if (!words.isEmpty()) {
            return words;
        }
        for (JsonNode adp : adps) {
            String other = english(adp.path("descriptions"));
            boolean cisa = text(adp.path("providerMetadata"), "shortName").equals("CISA-ADP");
            words = !other.isEmpty() && (cisa || words.isEmpty()) ? other : words;
            if (cisa && !other.isEmpty()) {
                break;
            }
        }
        return words.isEmpty() ? english(root.path("cve").path("descriptions")) : words;
    }

    private static String english(JsonNode descriptions) {
        String first = "";
        for (JsonNode description : descriptions) {
            String words = text(description, "value");
            if (text(description, "lang").toLowerCase(Locale.ROOT).startsWith("en")) {
                return words;
            }
            first = first.isEmpty() ? words : first;
        }
        return first;
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isString() || value.isNumber() ? value.asString() : "";
    }

    /** What is read of an object or array, and texts and numbers; recursion is bounded by the parser's limit on depth. */
    private static JsonNode value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            var object = NODES.objectNode();
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                if (READ.contains(name)) {
                    object.set(name, value(parser));
                } else {
                    parser.skipChildren();
                }
            }
            return object;
        }
        if (token == JsonToken.START_ARRAY) {
            var array = NODES.arrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                array.add(value(parser));
            }
            return array;
        }
        return token == JsonToken.VALUE_STRING ? NODES.stringNode(parser.getString()) : NODES.nullNode();
    }
}
