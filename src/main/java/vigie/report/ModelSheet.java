package vigie.report;

import tools.jackson.databind.JsonNode;
import vigie.text.Messages;

/** The card of a model as text. */
public final class ModelSheet {

    private final Messages messages;

    public ModelSheet(Messages messages) {
        this.messages = messages;
    }

    public String line(JsonNode card) {
        return card.path("id").asString("");
    }

    public String card(JsonNode card) {
        return card.toPrettyString();
    }

    public String compare(JsonNode a, JsonNode b) {
        return card(a) + card(b);
    }
}
