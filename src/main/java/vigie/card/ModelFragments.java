package vigie.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import vigie.text.Html;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.text.Sheet;

/**
 * The card of a model as pieces of HTML for a page, drawn by the style sheet {@code drawings.css}. Cards come from anywhere:
 * everything of a card is escaped, and what it does not say is left out.
 */
public final class ModelFragments {

    private static final Pattern TARGET = Pattern.compile("first evidence of exploitation within (\\d{1,4}) days");
    private static final double USUAL_SCORE = 0.01;

    private final Messages words;
    private final ModelSheet sheet;
    private final CardFields fields;
    private final CardEvaluations evaluations;
    private final ImportanceBars importance;
    private final Measured figures;

    public ModelFragments(Messages messages) {
        this.words = messages.bundle("model");
        this.sheet = new ModelSheet(messages);
        this.fields = new CardFields(messages);
        this.evaluations = new CardEvaluations(messages);
        this.importance = new ImportanceBars(messages);
        this.figures = new Measured(messages.locale());
    }

    /**
     * Pieces of HTML, escaped; each empty where the card does not tell.
     *
     * @param predicts what a score is, and how the figures of this model are to be read
     * @param evaluations how well it foresaw, as of past days
     * @param held the test of the training itself
     * @param calibration probabilities beside what came true
     * @param legend what the terms of evaluations mean
     * @param topics features grouped by what they are about
     * @param features single features
     * @param newest newest data of each source
     * @param training where it comes from and what it was learned from
     * @param parameters parameters of learning
     * @param versions versions of the programs
     */
    public record Fragments(
            String predicts,
            String evaluations,
            String held,
            String calibration,
            String legend,
            String topics,
            String features,
            String newest,
            String training,
            String parameters,
            String versions) {}

    /** The model in one line, plain text. */
    public String line(JsonNode card) {
        return PlainText.line(sheet.line(card).replace("  ", " · "));
    }

    /** The pieces. */
    public Fragments of(JsonNode card) {
        Map<String, String> training = fields.provenance(card);
        training.putAll(fields.rows(card));
        return new Fragments(
                predicts(card),
                evaluations.evaluations(card),
                evaluations.held(card),
                evaluations.calibration(card),
                evaluations.legend(),
                importance.topics(card),
                importance.features(card),
                newest(fields.all(card.path("newest_data"))),
                facts(training),
                facts(fields.all(card.path("parameters"))),
                facts(fields.all(card.path("versions"))));
    }

    private String predicts(JsonNode card) {
        List<String> sentences = new ArrayList<>();
        String target = card.path("target").asString("");
        Matcher known = TARGET.matcher(target);
        if (known.matches()) {
            sentences.add(words.get("predicts.is", known.group(1)));
        } else if (!target.isBlank()) {
            sentences.add(words.get("predicts.other", Sheet.shorten(PlainText.line(target), 200)));
        }
        double rate = CardFigures.number(card.path("rows").path("base_rate"));
        if (rate > 0 && rate < 1) {
            sentences.add(words.get("predicts.rate", figures.count(1 / rate), figures.count(USUAL_SCORE / rate)));
        }
        if (card.path("epss_is_a_feature").isBoolean()) {
            sentences.add(
                    words.get(card.path("epss_is_a_feature").asBoolean(false) ? "predicts.epss" : "predicts.no-epss"));
        }
        return sentences.stream().map(sentence -> Html.element("p", sentence)).collect(Collectors.joining());
    }

    private String newest(Map<String, String> days) {
        return days.entrySet().stream()
                .map(day -> "<tr><th scope=\"row\">" + Html.escape(source(day.getKey())) + "</th><td>"
                        + Html.escape(day.getValue()) + "</td></tr>\n")
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(),
                        rows -> rows.isEmpty()
                                ? ""
                                : "<table class=\"narrow\"><thead><tr><th scope=\"col\">"
                                        + Html.escape(words.get("newest.source")) + "</th><th scope=\"col\">"
                                        + Html.escape(words.get("newest.day")) + "</th></tr></thead>\n<tbody>\n" + rows
                                        + "</tbody></table>\n"));
    }

    private String source(String name) {
        String key = "newest." + name.replace(' ', '-');
        return words.knows(key) ? words.get(key) : words.get("newest.other", name);
    }

    private static String facts(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> Html.element("dt", value.getKey()) + Html.element("dd", value.getValue()))
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(), all -> all.isEmpty() ? "" : "<dl class=\"facts\">\n" + all + "</dl>\n"));
    }
}
