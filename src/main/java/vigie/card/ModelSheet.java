package vigie.card;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import vigie.learn.metrics.AtEffort;
import vigie.score.Evaluation.Measures;
import vigie.score.Evaluation.Table;
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
        measured(card).ifPresent(parts::add);
        return String.join("  ", parts);
    }

    /** How well it predicts: as of all days of its evaluation, which has many times the positives of the test of a training. */
    private Optional<String> measured(JsonNode card) {
        JsonNode whole = card.path("evaluation").path("tables").path(0);
        JsonNode table = whole.isMissingNode() ? card.path("held_out") : whole;
        double area = CardFigures.number(table.path(MODEL).path("roc_auc").path("value"));
        return Double.isFinite(area)
                ? Optional.of(messages.get(
                        "card.line.measured",
                        figures.area(area),
                        table.path("positives").asLong(),
                        Math.max(1, table.path("as_of").size())))
                : Optional.empty();
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
        CardFigures.evaluations(card)
                .forEach(evaluation -> text.append(section("card.evaluation", evaluations.tables(evaluation))));
        CardFigures.table(card.path("held_out"))
                .ifPresent(table -> text.append(section("card.held", evaluations.full(table))));
        text.append(CardFigures.evaluations(card).isEmpty() ? "" : evaluations.legend());
        Grid features = importance.grid(card);
        text.append(section("card.importances", features.rows().isEmpty() ? "" : features.text(width)));
        return text.toString().stripLeading();
    }

    /** In what two models differ. */
    public String compare(JsonNode a, JsonNode b) {
        List<String> names = List.of(id(a), id(b));
        Differences differences = new Differences(messages, names, width);
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

    /** What the cards of two models say, side by side. */
    private static final class Differences {

        private static final int LONGEST_VALUE = 30;
        private static final String MODEL = "model";

        private final Messages messages;
        private final EvaluationWords words;
        private final Measured figures;
        private final List<String> names;
        private final int width;

        /** @param names of the two models */
        Differences(Messages messages, List<String> names, int width) {
            this.messages = messages;
            this.words = new EvaluationWords(messages);
            this.figures = words.figures();
            this.names = names;
            this.width = width;
        }

        /** The fields that are not the same, or that there are none; empty if neither has any. */
        String of(Map<String, String> a, Map<String, String> b) {
            if (a.isEmpty() && b.isEmpty()) {
                return "";
            }
            List<List<String>> rows = Stream.concat(a.keySet().stream(), b.keySet().stream())
                    .distinct()
                    .filter(field -> !value(a, field).equals(value(b, field)))
                    .map(field -> List.of(field, cut(value(a, field)), cut(value(b, field))))
                    .toList();
            return rows.isEmpty() ? "  " + messages.get("card.same") + "\n" : sideBySide(rows);
        }

        private static String value(Map<String, String> fields, String field) {
            return fields.getOrDefault(field, Measured.NONE);
        }

        private static String cut(String value) {
            return Sheet.shorten(value, LONGEST_VALUE);
        }

        private String sideBySide(List<List<String>> rows) {
            return new Grid(List.of("", names.get(0), names.get(1)), 1, rows).text(width);
        }

        /** How well each did on the past; empty if neither says so. */
        String ofFigures(JsonNode heldOutA, JsonNode heldOutB) {
            List<Optional<Table>> tables = List.of(CardFigures.table(heldOutA), CardFigures.table(heldOutB));
            if (tables.stream().allMatch(Optional::isEmpty)) {
                return "";
            }
            List<List<String>> rows = figures(tables).entrySet().stream()
                    .map(line -> Stream.concat(
                                    Stream.of(line.getKey()),
                                    tables.stream()
                                            .map(t -> t.map(line.getValue()).orElse(Measured.NONE)))
                            .toList())
                    .toList();
            boolean sameDays =
                    tables.get(0).map(Table::origins).equals(tables.get(1).map(Table::origins));
            String warning = sameDays
                    ? ""
                    : new Sheet(width)
                            .paragraphs(messages.get("card.other.days"))
                            .toString();
            return sideBySide(rows) + warning;
        }

        private Map<String, Function<Table, String>> figures(List<Optional<Table>> tables) {
            Map<String, Function<Table, String>> lines = new LinkedHashMap<>();
            lines.put(words.say("asof"), table -> cut(words.origins(table.origins())));
            lines.put(messages.get("card.horizon"), table -> figures.count(table.horizon()));
            lines.put(words.say("pool"), table -> figures.count(table.pool()));
            lines.put(words.say("positives"), table -> figures.count(table.positives()));
            lines.put(words.say("roc"), ofModel(measures -> figures.area(measures.rocAuc())));
            lines.put(words.say("pr"), ofModel(measures -> figures.area(measures.prAuc())));
            lines.put(words.say("brier"), ofModel(measures -> figures.small(measures.brier())));
            tables.stream()
                    .flatMap(Optional::stream)
                    .flatMap(table -> model(table).stream())
                    .flatMap(measures -> measures.efforts().stream().map(AtEffort::effort))
                    .filter(Double::isFinite)
                    .collect(Collectors.toCollection(TreeSet::new))
                    .forEach(effort -> lines.put(
                            messages.get("card.coverage", figures.percent(effort)),
                            ofModel(measures -> EvaluationTables.coverage(measures, effort)
                                    .map(figures::percent)
                                    .orElse(Measured.NONE))));
            return lines;
        }

        private static Optional<Measures> model(Table table) {
            return Optional.ofNullable(table.contestants().get(MODEL));
        }

        private static Function<Table, String> ofModel(Function<Measures, String> measure) {
            return table -> model(table).map(measure).orElse(Measured.NONE);
        }
    }
}
