package vigie.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.text.Sheet;

/** The card of a model as text. Cards come from anywhere: what they do not say is left out. */
public final class ModelSheet {

    private static final int WIDE = 120;
    private static final int LONGEST_NAME = 30;
    private static final int INDENT = 2;
    private static final String MODEL = "model";

    private final Messages messages;
    private final Measured figures;
    private final CardFields fields;
    private final CardImportance importance;
    private final int width;

    /** For a line of 120 characters. */
    public ModelSheet(Messages messages) {
        this(messages, WIDE);
    }

    /** @param width characters in a line, 80 or more */
    public ModelSheet(Messages messages, int width) {
        this.messages = messages;
        this.figures = new Measured(messages.locale());
        this.fields = new CardFields(messages);
        this.importance = new CardImportance(messages);
        this.width = width;
    }

    /** The model in one line: identifier, days, size, how well it did on the past. */
    public String line(JsonNode card) {
        List<String> parts = new ArrayList<>(List.of(id(card)));
        said(card.path("trained")).ifPresent(day -> parts.add(messages.get("card.line.trained", day)));
        said(card.path("until")).ifPresent(day -> parts.add(messages.get("card.line.until", day)));
        count(card.path("features")).ifPresent(n -> parts.add(messages.get("card.line.features", n)));
        count(card.path("rows").path("exploited_cves"))
                .ifPresent(n -> parts.add(messages.get("card.line.exploited", n)));
        double area = CardFigures.number(
                card.path("held_out").path(MODEL).path("roc_auc").path("value"));
        if (Double.isFinite(area)) {
            parts.add(messages.get("card.line.held", figures.area(area)));
        }
        return String.join("  ", parts);
    }

    /** All that the card says. */
    public String card(JsonNode card) {
        StringBuilder text = new StringBuilder();
        text.append(heading(messages.get("card.model", id(card))))
                .append(list(fields.provenance(card)))
                .append(section("card.rows", list(fields.rows(card))))
                .append(section("card.newest", list(fields.all(card.path("newest_data")))))
                .append(section("card.parameters", list(fields.all(card.path("parameters")))))
                .append(section("card.versions", list(fields.all(card.path("versions")))));
        EvaluationSheet evaluations = new EvaluationSheet(messages, width);
        CardFigures.table(card.path("held_out"))
                .ifPresent(table -> text.append(section("card.held", evaluations.full(table))));
        CardFigures.evaluations(card)
                .forEach(evaluation -> text.append(section("card.evaluation", evaluations.tables(evaluation))));
        text.append(CardFigures.evaluations(card).isEmpty() ? "" : evaluations.legend());
        Grid features = importance.grid(card);
        text.append(section("card.importances", features.rows().isEmpty() ? "" : features.text(width)));
        return text.toString().stripLeading();
    }

    /** In what two models differ. */
    public String compare(JsonNode a, JsonNode b) {
        List<String> names = List.of(id(a), id(b));
        CardDifferences differences = new CardDifferences(messages, names, width);
        StringBuilder text = new StringBuilder(heading(messages.get("card.compare", names.get(0), names.get(1))));
        text.append(section("card.provenance", differences.of(fields.provenance(a), fields.provenance(b))))
                .append(section("card.rows", differences.of(fields.rows(a), fields.rows(b))))
                .append(section(
                        "card.newest",
                        differences.of(fields.all(a.path("newest_data")), fields.all(b.path("newest_data")))))
                .append(section(
                        "card.parameters",
                        differences.of(fields.all(a.path("parameters")), fields.all(b.path("parameters")))))
                .append(section(
                        "card.versions",
                        differences.of(fields.all(a.path("versions")), fields.all(b.path("versions")))))
                .append(section("card.held", differences.ofFigures(a.path("held_out"), b.path("held_out"))));
        Grid changes = importance.changes(a, b, names.get(0), names.get(1));
        text.append(section("card.changes", changes.rows().isEmpty() ? "" : changes.text(width)));
        return text.toString().stripLeading();
    }

    /** Values beside their names; one that does not fit, as a digest, below its name and in one piece. */
    private String list(Map<String, String> values) {
        int longest = values.keySet().stream().mapToInt(String::length).max().orElse(0);
        return values.entrySet().stream()
                .map(value -> {
                    int taken = longest + 2 * INDENT + value.getValue().length();
                    String gap = taken > width
                            ? "\n" + " ".repeat(2 * INDENT)
                            : " ".repeat(longest - value.getKey().length() + INDENT);
                    return " ".repeat(INDENT) + value.getKey() + gap + value.getValue() + "\n";
                })
                .collect(Collectors.joining());
    }

    private String section(String title, String content) {
        return content.isEmpty() ? "" : heading(messages.get(title)) + content.replaceFirst("^\n+", "");
    }

    private String heading(String words) {
        return "\n" + new Sheet(width).heading(words);
    }

    private static String id(JsonNode card) {
        return said(card.path("id")).orElse(Measured.NONE);
    }

    private static Optional<String> said(JsonNode value) {
        return Optional.of(Sheet.shorten(PlainText.line(value.asString("")), LONGEST_NAME))
                .filter(text -> !text.isEmpty());
    }

    private Optional<String> count(JsonNode value) {
        return value.isNumber() ? Optional.of(figures.count(value.asDouble(0))) : Optional.empty();
    }
}
