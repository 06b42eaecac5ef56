package vigie.card;

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
import vigie.text.Sheet;

/** What the cards of two models say, side by side. */
final class CardDifferences {

    private static final int LONGEST_VALUE = 30;
    private static final String MODEL = "model";

    private final Messages messages;
    private final EvaluationWords words;
    private final Measured figures;
    private final List<String> names;
    private final int width;

    /** @param names of the two models */
    CardDifferences(Messages messages, List<String> names, int width) {
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
                                tables.stream().map(t -> t.map(line.getValue()).orElse(Measured.NONE)))
                        .toList())
                .toList();
        boolean sameDays =
                tables.get(0).map(Table::origins).equals(tables.get(1).map(Table::origins));
        String warning = sameDays
                ? ""
                : new Sheet(width).paragraphs(messages.get("card.other.days")).toString();
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
                        ofModel(measures -> EvaluationGrids.coverage(measures, effort)
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
