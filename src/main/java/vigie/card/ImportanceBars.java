package vigie.card;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import vigie.explain.FeatureName;
import vigie.explain.FeatureWords;
import vigie.explain.Topic;
import vigie.text.Html;
import vigie.text.Messages;

/** How much the features of a model matter, as tables with bars for a page. */
final class ImportanceBars {

    private static final int MOST = 25;
    private static final int DIGITS = 2;

    /** No feature multiplies odds by e to the power of that; a card may still say so. */
    private static final double ABSURD = 1e6;

    private static final double FULL = 100;

    private final Messages words;
    private final Measured figures;
    private final FeatureWords titles;

    ImportanceBars(Messages messages) {
        this.words = messages.bundle("model");
        this.figures = new Measured(messages.locale());
        this.titles = new FeatureWords(messages);
    }

    private record Row(String words, String name, double amount) {}

    /** All features together, by what they are about; empty if the card names none. */
    String topics(JsonNode card) {
        Map<Topic, Double> sums = new EnumMap<>(Topic.class);
        sane(card)
                .forEach(
                        (name, amount) -> sums.merge(Topic.of(FeatureName.parse(name), Set.of()), amount, Double::sum));
        return table(
                words.get("importance.topics"),
                words.get("importance.topic"),
                sums.entrySet().stream()
                        .map(e -> new Row(titles.topic(e.getKey()), "", e.getValue()))
                        .sorted(Comparator.comparingDouble(Row::amount).reversed())
                        .toList());
    }

    /** The strongest single features; empty if the card names none. */
    String features(JsonNode card) {
        List<Row> rows = sane(card).entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(MOST)
                .map(e -> new Row(titles.title(FeatureName.parse(e.getKey())), e.getKey(), e.getValue()))
                .toList();
        return table(words.get("importance.features", rows.size()), words.get("importance.feature"), rows);
    }

    private static Map<String, Double> sane(JsonNode card) {
        return CardImportance.of(card).entrySet().stream()
                .filter(e -> e.getValue() < ABSURD)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private String table(String caption, String what, List<Row> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        double most = rows.get(0).amount();
        return rows.stream()
                .map(row -> row(row, most))
                .collect(Collectors.joining(
                        "",
                        "<table class=\"bars\"><caption>" + Html.escape(caption)
                                + "</caption>\n<thead><tr><th scope=\"col\">" + Html.escape(what)
                                + "</th><th scope=\"col\">" + Html.escape(words.get("importance.amount"))
                                + "</th></tr></thead>\n<tbody>\n",
                        "</tbody></table>\n"));
    }

    private String row(Row row, double most) {
        String name = row.name().isEmpty() ? "" : " <small>" + Html.escape(row.name()) + "</small>";
        return "<tr><th scope=\"row\">" + Html.escape(row.words()) + name
                + "</th><td><div class=\"amount\"><svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\""
                + " aria-hidden=\"true\"><rect width=\"" + Html.number(FULL * row.amount() / most)
                + "\" height=\"10\"/></svg><span>" + figures.fixed(row.amount(), DIGITS) + "</span></div></td></tr>\n";
    }
}
