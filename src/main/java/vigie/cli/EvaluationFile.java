package vigie.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.text.Messages;

/** Reads what {@code vigie evaluate --json} printed. */
final class EvaluationFile {

    private EvaluationFile() {}

    /** What several of them add to a card: the first as {@code evaluation}, others as {@code further_evaluations}. */
    static Map<String, JsonNode> read(List<Path> files, Messages messages) {
        List<JsonNode> all = files.stream().map(file -> read(file, messages)).toList();
        Map<String, JsonNode> figures = new LinkedHashMap<>();
        if (!all.isEmpty()) {
            figures.put("evaluation", all.get(0));
        }
        if (all.size() > 1) {
            figures.put(
                    "further_evaluations", JsonMapper.shared().createArrayNode().addAll(all.subList(1, all.size())));
        }
        return figures;
    }

    private static JsonNode read(Path file, Messages messages) {
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
