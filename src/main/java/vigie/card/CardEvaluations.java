package vigie.card;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import vigie.learn.metrics.Calibration.Bin;
import vigie.score.Evaluation;
import vigie.score.Evaluation.Measures;
import vigie.score.Evaluation.Table;
import vigie.score.Outcome;
import vigie.text.Html;
import vigie.text.Messages;

/** How well the model of a card foresaw, as parts of a page. A card keeps no curves, so that points are drawn. */
final class CardEvaluations {

    /** The effort that the sentence names. */
    private static final double TOP = 0.1;

    private final Messages said;
    private final EvaluationWords words;
    private final EvaluationGrids grids;
    private final EvaluationCharts charts;

    CardEvaluations(Messages messages) {
        this.said = messages.bundle("model");
        this.words = new EvaluationWords(messages);
        this.grids = new EvaluationGrids(words, true);
        this.charts = new EvaluationCharts(words);
    }

    /** Each evaluation with its drawings and tables; empty if the card has none. */
    String evaluations(JsonNode card) {
        List<Evaluation> all = CardFigures.evaluations(card);
        return IntStream.range(0, all.size())
                .mapToObj(i -> evaluation("e" + i, all.get(i)))
                .collect(Collectors.joining());
    }

    private String evaluation(String id, Evaluation evaluation) {
        List<EvaluationParts> parts = EvaluationParts.of(evaluation);
        String others = IntStream.range(1, parts.size())
                .mapToObj(i -> folded(title(parts.get(i)), part(id + "-" + i, parts.get(i))))
                .collect(Collectors.joining());
        return "<div class=\"evaluation\">\n" + Html.element("h3", title(parts.get(0)))
                + Html.element(
                        "p",
                        words.outcome(evaluation) + " "
                                + words.say("since", evaluation.publishedSince().toString()))
                + part(id + "-0", parts.get(0)) + others + "</div>\n";
    }

    private String title(EvaluationParts part) {
        Table table = part.whole().get(0);
        return said.get("evaluation.title", words.title(table), words.origins(table.origins()));
    }

    private String part(String id, EvaluationParts part) {
        String days = part.origins().isEmpty()
                ? ""
                : folded(words.say("by.origin"), grids.origins(part.origins()).html(caption(part, "by.origin")));
        return IntStream.range(0, part.whole().size())
                        .mapToObj(i -> whole(id + "-" + i, part.whole().get(i), part))
                        .collect(Collectors.joining())
                + days;
    }

    private String caption(EvaluationParts part, String key) {
        return title(part) + words.say("colon") + " " + words.say(key);
    }

    private String whole(String id, Table table, EvaluationParts part) {
        String epss = table.contestants().containsKey("epss") ? "" : note("evaluation.epss");
        String origins = part.origins().isEmpty()
                ? ""
                : figure(new OriginsChart(words).svg(id + "-org", part.origins()), "chart.origins", "note.origins");
        return Html.element("p", words.facts(table))
                + headline(table)
                + "<div class=\"charts\">\n"
                + figure(charts.measured(id + "-eff", table), "chart.effort", "note.effort")
                + origins
                + grids.ranking(table).html(caption(part, "table.ranking"))
                + "</div>\n"
                + epss
                + folded(words.say("table.efforts"), grids.efforts(table).html(caption(part, "table.efforts")));
    }

    private String note(String key) {
        return "<p class=\"note\">" + Html.escape(said.get(key)) + "</p>\n";
    }

    /** What looking at the first tenth of each ranking would have found. */
    private String headline(Table table) {
        String found = table.contestants().entrySet().stream()
                .flatMap(e -> EvaluationGrids.coverage(e.getValue(), TOP)
                        .filter(coverage -> Double.isFinite(coverage.value()))
                        .map(coverage -> words.contestant(e.getKey()) + " "
                                + words.figures().percent(coverage.value()))
                        .stream())
                .collect(Collectors.joining(", "));
        return found.isEmpty() || table.positives() < 1
                ? ""
                : "<p class=\"telling\">"
                        + Html.escape(said.get(
                                "evaluation.headline",
                                words.figures().count(table.positives()),
                                words.figures().percent(TOP),
                                found))
                        + "</p>\n";
    }

    /** Whether probabilities could be taken at their word; empty if the card does not tell. */
    String calibration(JsonNode card) {
        List<Evaluation> all = CardFigures.evaluations(card);
        String drawn = IntStream.range(0, all.size())
                .mapToObj(i -> reliability(
                        "c" + i,
                        EvaluationParts.of(all.get(i)).get(0).whole().get(0),
                        "",
                        all.get(i).outcome() == Outcome.KEV ? note("calibration.narrow") : ""))
                .collect(Collectors.joining());
        String held = CardFigures.table(card.path("held_out"))
                .map(table -> reliability("held", table, said.get("calibration.held") + " ", ""))
                .orElse("");
        return drawn + held;
    }

    private String reliability(String id, Table table, String before, String note) {
        Grid grid = grids.reliability(table);
        if (grid.rows().isEmpty()) {
            return "";
        }
        String title = before + said.get("evaluation.title", words.title(table), words.origins(table.origins()));
        return "<div class=\"evaluation\">\n" + Html.element("h3", title) + sums(table) + note
                + "<div class=\"charts\">\n"
                + figure(new ReliabilityChart(words).svg(id + "-rel", table), "chart.reliability", "note.reliability")
                + "</div>\n"
                + folded(
                        words.say("table.reliability"),
                        grid.html(title + words.say("colon") + " " + words.say("table.reliability")))
                + "</div>\n";
    }

    /** How many were expected in all, and how many there were. */
    private String sums(Table table) {
        List<Bin> bins = Optional.ofNullable(table.contestants().get(EvaluationCharts.MAIN))
                .map(Measures::reliability)
                .orElse(List.of());
        double expected =
                bins.stream().mapToDouble(b -> b.rows() * b.predicted()).sum();
        double observed =
                bins.stream().mapToDouble(b -> b.rows() * b.observed()).sum();
        return bins.isEmpty() || !Double.isFinite(expected + observed)
                ? ""
                : "<p class=\"telling\">"
                        + Html.escape(said.get(
                                "calibration.sums",
                                words.figures().count(expected),
                                words.figures().count(observed)))
                        + "</p>\n";
    }

    /** The test that every training makes, as a table; empty if the card has none. */
    String held(JsonNode card) {
        return CardFigures.table(card.path("held_out"))
                .map(table -> Html.element("p", words.facts(table))
                        + headline(table)
                        + grids.ranking(table)
                                .html(said.get("calibration.held") + " " + words.title(table) + words.say("colon") + " "
                                        + words.say("table.ranking"))
                        + folded(
                                words.say("table.efforts"),
                                grids.efforts(table)
                                        .html(said.get("calibration.held") + " " + words.title(table)
                                                + words.say("colon") + " " + words.say("table.efforts"))))
                .orElse("");
    }

    /** What the terms mean. */
    String legend() {
        return words.legend().entrySet().stream()
                .map((Map.Entry<String, String> term) ->
                        Html.element("dt", term.getKey()) + Html.element("dd", term.getValue()))
                .collect(Collectors.joining("", "<dl class=\"facts\">\n", "</dl>\n"));
    }

    private String figure(String drawing, String title, String note) {
        return "<figure>\n" + Html.element("h4", words.say(title)) + drawing
                + Html.element("figcaption", words.say(note)) + "</figure>\n";
    }

    private static String folded(String title, String content) {
        return "<details>\n" + Html.element("summary", title) + content + "</details>\n";
    }
}
