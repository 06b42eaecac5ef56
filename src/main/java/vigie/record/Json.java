package vigie.record;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A lenient JSON reader with limits: values of an unexpected type count as missing. */
public final class Json {

    /** Maximum length of a text value in characters. */
    static final int LONGEST_TEXT = 8 << 20;

    private static final int DEEPEST = 200;

    /** A tree takes some fifty bytes for each of its parts, however short they are in the text. */
    private static final long MOST_TOKENS = 2_000_000;

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(LONGEST_TEXT)
                            .maxNestingDepth(DEEPEST)
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                    .build())
            .build();

    private Json() {}

    /**
     * Parses one document.
     *
     * @throws tools.jackson.core.JacksonException if it is not JSON within the limits
     */
    public static JsonNode parse(byte[] utf8) {
        return MAPPER.readTree(utf8);
    }

    /** Parses a complete body. */
    public static JsonNode whole(byte[] utf8) throws IOException {
        try {
            return parse(utf8);
        } catch (JacksonException e) {
            throw new IOException("broken JSON: " + MalformedRecordException.shorten(e.getOriginalMessage()), e);
        }
    }

    /** The text or number at the path, empty for anything else. */
    public static String text(JsonNode node, String... path) {
        JsonNode at = node;
        for (String key : path) {
            at = at.path(key);
        }
        return at.isString() || at.isNumber() ? at.asString() : "";
    }

    /** The elements of an array that are objects; none where it is no array. */
    public static Iterable<JsonNode> objects(JsonNode node) {
        List<JsonNode> found = new ArrayList<>(node.size());
        if (node.isArray()) {
            for (JsonNode element : node) {
                if (element.isObject()) {
                    found.add(element);
                }
            }
        }
        return found;
    }

    /** The elements of an array that are texts; none where it is no array. */
    public static List<String> texts(JsonNode node) {
        Stream<JsonNode> elements = node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.empty();
        return elements.filter(JsonNode::isString).map(JsonNode::asString).toList();
    }
}
