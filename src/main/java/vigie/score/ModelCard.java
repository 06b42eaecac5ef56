package vigie.score;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The card of a model: provenance and evaluation, as a JSON object beside the model
 * file. Unknown fields are preserved.
 */
public final class ModelCard {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final JsonNode json;

    private ModelCard(JsonNode json) {
        this.json = json;
    }

    static ModelCard of(ObjectNode json) {
        return new ModelCard(json);
    }

    static ObjectNode blank() {
        return MAPPER.createObjectNode();
    }

    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /**
     * Reads a card.
     *
     * @throws ModelRefused if it is not a card
     */
    public static ModelCard read(String model, byte[] utf8) {
        try {
            JsonNode json = MAPPER.readTree(utf8);
            if (!json.path("id").isString() || !json.path("sha256").isString()) {
                throw new ModelRefused(model, "its card has no id and sha256");
            }
            return new ModelCard(json);
        } catch (JacksonException e) {
            throw new ModelRefused(model, "its card is not JSON: " + e.getOriginalMessage());
        }
    }

    /** The identifier of the model. */
    public String id() {
        return json.path("id").asString("");
    }

    /** SHA-256 of the model file. */
    public String sha256() {
        return json.path("sha256").asString("");
    }

    /** All of it. */
    public JsonNode json() {
        return json;
    }

    /** The card as it is written. */
    public byte[] bytes() {
        return MAPPER.writeValueAsBytes(json);
    }
}
