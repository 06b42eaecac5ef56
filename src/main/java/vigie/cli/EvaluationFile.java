package vigie.cli;

import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.text.Messages;

/** Reads what {@code vigie evaluate --json} printed. */
final class EvaluationFile {

    private EvaluationFile() {}

    static JsonNode read(Path file, Messages messages) {
        try {
            JsonNode json = JsonMapper.shared().readTree(file.toFile());
            if (json.path("tables").isArray()) {
                return json;
            }
        } catch (JacksonException e) {
            // Said below.
        }
        throw new WrongUse(messages.get("train.evaluation.wrong", file));
    }
}
