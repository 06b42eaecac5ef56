package vigie.card;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vigie.score.Evaluation;
import vigie.score.Evaluation.Table;
import vigie.text.Html;
import vigie.text.Messages;

/** An evaluation as a page with drawings that needs nothing else: no script, no network, no other file. */
public final class EvaluationPage {

    private static final List<String> STYLES = List.of("/vigie/report/drawings.css", "/vigie/report/evaluation.css");

    private final Messages messages;
    private final EvaluationWords words;
    private final EvaluationGrids grids;
    private final EvaluationCharts charts;

    public EvaluationPage(Messages messages) {
        this.messages = messages;
        this.words = new EvaluationWords(messages);
        this.grids = new EvaluationGrids(words, true);
        this.charts = new EvaluationCharts(words);
    }

    /** The page as HTML. */
    public String html(Evaluation evaluation) {
        List<EvaluationParts> parts = EvaluationParts.of(evaluation);
        String sections = IntStream.range(0, parts.size())
                .mapToObj(i -> part("s" + i, parts.get(i)))
                .collect(Collectors.joining());
        return """
                <!DOCTYPE html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                <header>
                %s%s%s</header>
                <main>
                %s%s</main>
                </body>
                </html>
                """.formatted(
                messages.locale().getLanguage(),
                Html.escape(words.say("page")),
                STYLES.stream().map(EvaluationPage::style).collect(Collectors.joining()),
                Html.element("h1", words.say("page")),
                Html.element(
                        "p",
                        words.outcome(evaluation) + " "
                                + words.say("since", evaluation.publishedSince().toString())),
                contents(parts),
                sections,
                legend());
    }

    private String contents(List<EvaluationParts> parts) {
        return IntStream.range(0, parts.size())
                .mapToObj(i -> "<li><a href=\"#s" + i + "\">" + Html.escape(title(parts.get(i))) + "</a></li>\n")
                .collect(Collectors.joining("", "<nav><ul>\n", "</ul></nav>\n"));
    }

    private String title(EvaluationParts part) {
        return words.title(part.whole().get(0));
    }

    private String part(String id, EvaluationParts part) {
        String wholes = IntStream.range(0, part.whole().size())
                .mapToObj(i -> whole(id + "-" + i, part.whole().get(i), part.origins()))
                .collect(Collectors.joining());
        return "<section id=\"" + id + "\">\n" + Html.element("h2", title(part)) + wholes + origins(id, part)
                + "</section>\n";
    }

    private String whole(String id, Table table, List<Table> origins) {
        String facts = Html.element("p", words.facts(table));
        if (table.contestants().isEmpty()) {
            return facts + Html.element("p", words.say("nothing"));
        }
        Grid reliability = grids.reliability(table);
        String probabilities = reliability.rows().isEmpty()
                ? ""
                : figure(new ReliabilityChart(words).svg(id + "-rel", table), "chart.reliability", "note.reliability");
        return facts
                + grids.ranking(table).html(words.say("table.ranking"))
                + "<div class=\"charts\">\n"
                + figure(
                        charts.effort(id + "-eff", table, origins.isEmpty() ? List.of(table) : origins),
                        "chart.effort",
                        "note.effort")
                + figure(charts.roc(id + "-roc", table), "chart.roc", "note.roc")
                + figure(charts.precisionRecall(id + "-pr", table), "chart.pr", "note.pr")
                + probabilities
                + "</div>\n"
                + grids.efforts(table).html(words.say("table.efforts"))
                + (reliability.rows().isEmpty() ? "" : reliability.html(words.say("table.reliability")));
    }

    private String figure(String drawing, String title, String note) {
        return "<figure>\n" + Html.element("h3", words.say(title)) + drawing
                + Html.element("figcaption", words.say(note)) + "</figure>\n";
    }

    private String origins(String id, EvaluationParts part) {
        return part.origins().isEmpty()
                ? ""
                : "<div class=\"charts\">\n"
                        + figure(
                                new OriginsChart(words).svg(id + "-org", part.origins()),
                                "chart.origins",
                                "note.origins")
                        + "</div>\n"
                        + grids.origins(part.origins()).html(words.say("by.origin"));
    }

    private String legend() {
        return words.legend().entrySet().stream()
                .map(term -> Html.element("dt", term.getKey()) + Html.element("dd", term.getValue()))
                .collect(Collectors.joining(
                        "", "<section>\n" + Html.element("h2", words.say("legend")) + "<dl>\n", "</dl>\n</section>\n"));
    }

    private static String style(String file) {
        try (InputStream in = EvaluationPage.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
