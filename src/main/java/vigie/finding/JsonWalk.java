package vigie.finding;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Walks through JSON as a stream. Handlers take what they want of a value, with the methods of this class; what they leave is
 * passed over. Values of an unexpected type count as missing, but for entries, which are refused by name.
 */
public final class JsonWalk implements Closeable {

    /** Texts of values that are taken; longer ones end the reading. */
    private static final int LONGEST_TEXT = 16 << 20;

    private static final int DEEPEST = 200;

    /** Parts of a tree of one entry, and each 16 characters of its texts; a tree takes some fifty bytes for each. */
    private static final int MOST_PARTS = 2_000_000;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_TEXT)
                    .maxNestingDepth(DEEPEST)
                    .build())
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();

    private final JsonParser parser;
    private int parts;

    private JsonWalk(JsonParser parser) {
        this.parser = parser;
    }

    static JsonWalk of(InputStream in) {
        return new JsonWalk(FACTORY.createParser(ObjectReadContext.empty(), in));
    }

    static JsonWalk of(Reader in) {
        return new JsonWalk(FACTORY.createParser(ObjectReadContext.empty(), in));
    }

    static JsonWalk of(String json) {
        return new JsonWalk(FACTORY.createParser(ObjectReadContext.empty(), json));
    }

    JsonParser parser() {
        return parser;
    }

    /** Takes the values that the file consists of: one, or several in lines or one after the other. */
    public void documents(Runnable handler) {
        boolean any = false;
        while (parser.nextToken() != null) {
            any = true;
            value(handler);
        }
        if (!any) {
            throw new MalformedReportException("the file is empty");
        }
    }

    private void value(Runnable handler) {
        JsonToken before = parser.currentToken();
        handler.run();
        if (before.isStructStart() && parser.currentToken() == before) {
            parser.skipChildren();
        }
    }

    /** Takes the fields of the object that is the current value; nothing where it is none. */
    public void object(Consumer<String> field) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        for (String next = parser.nextName(); next != null; next = parser.nextName()) {
            String name = next;
            parser.nextToken();
            value(() -> field.accept(name));
        }
    }

    /** Takes the elements of the array that is the current value; nothing where it is none. */
    public void array(Runnable element) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            value(element);
        }
    }

    /** Takes the elements of an array that have to be objects. Another value than an array or null, and another element, is refused. */
    public void entries(Out out, Runnable entry) {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            array(() -> {
                if (parser.currentToken() == JsonToken.START_OBJECT) {
                    entry.run();
                } else {
                    out.refused(position(), "not an object, but " + kind());
                }
            });
        } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
            out.refused(position(), "not a list, but " + kind());
            parser.skipChildren();
        }
    }

    /** As {@link #entries(Out, Runnable)}, with each element as a tree of the named fields and where it begins. */
    public void entries(Out out, Set<String> fields, BiConsumer<JsonNode, Position> entry) {
        entries(out, () -> {
            Position position = position();
            entry.accept(tree(fields), position);
        });
    }

    /**
     * Takes the objects of every list at a path, as trees of the named fields; what else is in the file is passed over.
     *
     * @param path names with dots between; {@code []} after a list on the way, {@code *} for any name, empty for the file
     *     itself: {@code panels[].data}
     */
    public void each(Out out, String path, Set<String> fields, BiConsumer<JsonNode, Position> entry) {
        String[] names = path.isEmpty() ? new String[0] : path.split("\\.", -1);
        documents(() -> descend(names, 0, () -> entries(out, fields, entry)));
    }

    private void descend(String[] names, int depth, Runnable end) {
        if (depth == names.length) {
            end.run();
            return;
        }
        boolean list = names[depth].endsWith("[]");
        String name = list ? names[depth].substring(0, names[depth].length() - 2) : names[depth];
        Runnable next = () -> descend(names, depth + 1, end);
        Runnable inside = list ? () -> array(next) : next;
        if (name.isEmpty()) {
            inside.run();
        } else {
            object(field -> {
                if (name.equals("*") || field.equals(name)) {
                    inside.run();
                }
            });
        }
    }

    private String kind() {
        return switch (parser.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            default -> "nothing";
        };
    }

    /** The current value as text: a text, a number, or true or false; empty for anything else. */
    public String text() {
        return parser.currentToken().isScalarValue() && parser.currentToken() != JsonToken.VALUE_NULL
                ? parser.getString()
                : "";
    }

    /** The texts of an array, or the one text that stands in its place. */
    public List<String> texts() {
        List<String> found = new ArrayList<>();
        if (isArray()) {
            array(() -> add(found, text()));
        } else {
            add(found, text());
        }
        return found;
    }

    private static void add(List<String> texts, String text) {
        if (!text.isBlank()) {
            texts.add(text);
        }
    }

    public boolean isObject() {
        return parser.currentToken() == JsonToken.START_OBJECT;
    }

    public boolean isArray() {
        return parser.currentToken() == JsonToken.START_ARRAY;
    }

    /** Where the current value begins. */
    public Position position() {
        TokenStreamLocation at = parser.currentTokenLocation();
        return new Position(at.getLineNr(), at.getColumnNr());
    }

    /**
     * The current value as a tree, of whose objects, at any depth, only the named fields are kept.
     *
     * @throws tools.jackson.core.JacksonException if it is too large for one entry
     */
    public JsonNode tree(Set<String> fields) {
        parts = 0;
        return node(fields);
    }

    /** Recursion is bounded by the parser's limit on depth. */
    private JsonNode node(Set<String> fields) {
        if (++parts > MOST_PARTS) {
            throw new StreamReadException(parser, "an entry is too large");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                ObjectNode object = NODES.objectNode();
                for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                    parser.nextToken();
                    if (fields.contains(name)) {
                        object.set(name, node(fields));
                    } else {
                        parser.skipChildren();
                    }
                }
                yield object;
            }
            case START_ARRAY -> {
                ArrayNode array = NODES.arrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(node(fields));
                }
                yield array;
            }
            case VALUE_STRING -> {
                String text = parser.getString();
                parts += text.length() >> 4;
                yield NODES.stringNode(text);
            }
            // As written: a version 1.10 is not 1.1, and an identifier has any number of digits.
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> NODES.stringNode(parser.getString());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            default -> NODES.nullNode();
        };
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    /** The text, or number as written, at the path of a {@link #tree}; empty for anything else. */
    public static String text(JsonNode tree, String... path) {
        JsonNode at = at(tree, path);
        return at.isString() ? at.asString() : "";
    }

    /** The first of these fields that has a text; empty if none has. */
    public static String first(JsonNode tree, String... fields) {
        for (String field : fields) {
            String text = text(tree, field);
            if (!text.isBlank()) {
                return text;
            }
        }
        return "";
    }

    /** The texts of an array at the path, or the one text that stands in its place. */
    public static List<String> texts(JsonNode tree, String... path) {
        JsonNode at = at(tree, path);
        List<String> found = new ArrayList<>();
        if (at.isString()) {
            add(found, at.asString());
        } else if (at.isArray()) {
            at.forEach(one -> add(found, one.isString() ? one.asString() : ""));
        }
        return found;
    }

    /** The elements of an array at the path that are objects, or the one object that stands in its place. */
    public static List<JsonNode> objects(JsonNode tree, String... path) {
        JsonNode at = at(tree, path);
        List<JsonNode> found = new ArrayList<>();
        if (at.isObject()) {
            found.add(at);
        } else if (at.isArray()) {
            at.forEach(one -> {
                if (one.isObject()) {
                    found.add(one);
                }
            });
        }
        return found;
    }

    private static JsonNode at(JsonNode tree, String... path) {
        JsonNode at = tree;
        for (String key : path) {
            at = at.path(key);
        }
        return at;
    }
}
