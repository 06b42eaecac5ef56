package vigie.card;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vigie.chart.ChartData;
import vigie.chart.InlineChart;
import vigie.score.Evaluation;
import vigie.score.Evaluation.Table;
import vigie.text.Messages;
import vigie.text.Templates;

/** An evaluation as a page with charts that needs nothing else: no script, no network, no other file. */
public final class EvaluationPage {

    private static final List<String> STYLES = List.of("/vigie/report/drawings.css", "/vigie/report/evaluation.css");

    private final Messages messages;
    private final EvaluationWords words;
    private final EvaluationTables grids;
    private final EvaluationCharts charts;

    /** @param messages the language of the page */
    public EvaluationPage(Messages messages) {
        this.messages = messages;
        this.words = new EvaluationWords(messages);
        this.grids = new EvaluationTables(words, true);
        this.charts = new EvaluationCharts(words);
    }

    /**
     * What the page shows.
     *
     * @param lang language of the page
     * @param style its style sheet
     * @param nothing said where there is nothing to compare
     * @param terms terms and what they mean
     */
    public record Page(
            String lang,
            String style,
            String title,
            String lead,
            List<Section> sections,
            String nothing,
            String termsTitle,
            Map<String, String> terms) {}

    /**
     * The tables of one horizon and group.
     *
     * @param origins how the ranking of single days came out; empty if they are shown in full
     */
    public record Section(String id, String title, List<Result> results, Optional<Origins> origins) {}

    /** One table in full; without charts and tables if there is nothing to compare. */
    public record Result(
            String facts, Optional<Grid.Captioned> ranking, List<InlineChart> charts, List<Grid.Captioned> tables) {}

    /** Single days, one after the other. */
    public record Origins(InlineChart chart, Grid.Captioned table) {}

    /** The page as HTML. */
    public String html(Evaluation evaluation) {
        List<EvaluationTables.Part> parts = EvaluationTables.Part.of(evaluation);
        return new Templates()
                .text(
                        "card/evaluation.jte",
                        new Page(
                                messages.locale().getLanguage(),
                                STYLES.stream().map(EvaluationPage::style).collect(Collectors.joining()),
                                words.say("page"),
                                words.outcome(evaluation) + " "
                                        + words.say(
                                                "since",
                                                evaluation.publishedSince().toString()),
                                IntStream.range(0, parts.size())
                                        .mapToObj(i -> section("s" + i, parts.get(i)))
                                        .toList(),
                                words.say("nothing"),
                                words.say("legend"),
                                words.legend()));
    }

    private Section section(String id, EvaluationTables.Part part) {
        return new Section(
                id,
                words.title(part.whole().get(0)),
                IntStream.range(0, part.whole().size())
                        .mapToObj(i -> result(id + "-" + i, part.whole().get(i), part.origins()))
                        .toList(),
                part.origins().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Origins(
                                drawn(charts.origins(id + "-org", part.origins())),
                                grids.origins(part.origins()).captioned(words.say("by.origin")))));
    }

    private Result result(String id, Table table, List<Table> origins) {
        if (table.contestants().isEmpty()) {
            return new Result(words.facts(table), Optional.empty(), List.of(), List.of());
        }
        List<InlineChart> drawn = new ArrayList<>(List.of(
                drawn(charts.effort(id + "-eff", table, origins.isEmpty() ? List.of(table) : origins)),
                drawn(charts.roc(id + "-roc", table)),
                drawn(charts.precisionRecall(id + "-pr", table))));
        List<Grid.Captioned> tables =
                new ArrayList<>(List.of(grids.efforts(table).captioned(words.say("table.efforts"))));
        Grid bands = grids.bands(table);
        if (!bands.rows().isEmpty()) {
            tables.add(bands.captioned(words.say("table.bands")));
        }
        Grid reliability = grids.reliability(table);
        if (!reliability.rows().isEmpty()) {
            drawn.add(drawn(charts.reliability(id + "-rel", table)));
            tables.add(reliability.captioned(words.say("table.reliability")));
        }
        return new Result(
                words.facts(table),
                Optional.of(grids.ranking(table).captioned(words.say("table.ranking"))),
                drawn,
                tables);
    }

    private InlineChart drawn(ChartData chart) {
        return InlineChart.of(chart, messages.locale());
    }

    private static String style(String file) {
        try (InputStream in = EvaluationPage.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
