package vigie.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Values of a watch list's file; a missing one is empty, and one of another kind is refused by the name of its key. */
final class TreeValues {

    private TreeValues() {}

    static Optional<String> text(JsonNode value, String key) {
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isValueNode()) {
            throw new WatchFileException("text", key);
        }
        return Optional.of(value.asString());
    }

    static List<String> texts(JsonNode value, String key) {
        if (value.isMissingNode()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode one : value.isArray() ? nodes(value) : List.of(value)) {
            texts.add(text(one, key).orElse(""));
        }
        return texts;
    }

    static List<JsonNode> nodes(JsonNode array) {
        if (array.isMissingNode()) {
            return List.of();
        }
        if (!array.isArray()) {
            return List.of(array);
        }
        List<JsonNode> nodes = new ArrayList<>();
        array.forEach(nodes::add);
        return nodes;
    }

    static boolean flag(JsonNode value, String key, boolean usual) {
        if (value.isMissingNode()) {
            return usual;
        }
        if (!value.isBoolean()) {
            throw new WatchFileException("flag", key);
        }
        return value.asBoolean();
    }

    static double number(JsonNode value, String key, double most) {
        if (!value.isNumber() || !(value.asDouble() >= 0 && value.asDouble() <= most)) {
            throw new WatchFileException("number", key, (int) most);
        }
        return value.asDouble();
    }

    static ArrayNode array(List<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }
}
