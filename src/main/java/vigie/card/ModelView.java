package vigie.card;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import vigie.chart.ChartData;
import vigie.chart.InlineChart;
import vigie.learn.metrics.Bootstrap.Interval;
import vigie.learn.metrics.Calibration.Bin;
import vigie.score.Contest;
import vigie.score.Evaluation;
import vigie.score.Evaluation.Measures;
import vigie.score.Evaluation.Table;
import vigie.score.Outcome;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.text.Sheet;

/**
 * The card of a model as the page "Model" shows it: texts, tables and charts in the reader's language. Cards come from
 * anywhere: what they do not say is left out.
 */
public final class ModelView {

    private static final int DIFFERENCE_DIGITS = 3;
    private static final double USUAL_SCORE = 0.01;

    private static final String EPSS = "epss";

    /** Days for which scores are probabilities. */
    private static final int HORIZON = 30;

    /** The effort that the sentence about coverage names. */
    private static final double TOP = 0.1;

    private final Messages messages;
    private final Messages said;
    private final EvaluationWords words;
    private final EvaluationTables grids;
    private final EvaluationCharts charts;
    private final Measured figures;

    /** @param messages the reader's language */
    public ModelView(Messages messages) {
        this.messages = messages;
        this.said = messages.bundle("model");
        this.words = new EvaluationWords(messages);
        this.grids = new EvaluationTables(words, true);
        this.charts = new EvaluationCharts(words);
        this.figures = words.figures();
    }

    /**
     * What a card says; each part is empty where the card has no data for it.
     *
     * @param predicts what a score is, and how the figures of this model are to be read
     * @param evaluations how well it predicted, as of past days
     * @param held the test on held-out data that every training makes
     * @param calibration probabilities beside what came true
     * @param terms terms of evaluations and what they mean
     * @param topics importance of features by topic
     * @param features importance of single features
     * @param newest newest day of each source's data
     * @param training where it comes from and what it was trained on
     * @param parameters parameters of the training
     * @param versions versions of the programs
     */
    public record Card(
            List<String> predicts,
            List<Evaluated> evaluations,
            Optional<Result> held,
            List<Reliability> calibration,
            Map<String, String> terms,
            Optional<Bars> topics,
            Optional<Bars> features,
            Map<String, String> newest,
            Map<String, String> training,
            Map<String, String> parameters,
            Map<String, String> versions) {}

    /** An evaluation; its first part is shown, the others are folded. */
    public record Evaluated(String lead, List<Part> parts) {}

    /**
     * The tables of one horizon and group.
     *
     * @param days the single days, to be folded
     */
    public record Part(String title, List<Result> results, Optional<Folded> days) {}

    /**
     * One table.
     *
     * @param headline what looking at the first tenth of each ranking would have found, may be empty
     * @param charts empty for the test on held-out data
     * @param note may be empty
     * @param bands which share of the exploited CVEs each band of the score held; empty where that was not measured
     */
    public record Result(
            String facts,
            String headline,
            List<InlineChart> charts,
            Grid.Captioned ranking,
            String note,
            Optional<Grid.Captioned> bands,
            Folded efforts) {}

    /** A table that is shown when its title is chosen. */
    public record Folded(String title, Grid.Captioned table) {}

    /**
     * Probabilities beside what came true.
     *
     * @param horizon days within which it came true
     * @param sums how many were expected, and how many there were; may be empty
     * @param note may be empty
     */
    public record Reliability(String title, int horizon, String sums, String note, InlineChart chart, Folded table) {}

    /**
     * A table with a bar in each row: names of features are sentences, which a chart beside bars of their length would cut.
     *
     * @param what title of the names
     * @param amount title of the amounts
     */
    public record Bars(String caption, String what, String amount, List<Bar> rows) {}

    /**
     * A row of such a table.
     *
     * @param name name of the feature, may be empty
     * @param length percentage of the longest bar
     */
    public record Bar(String words, String name, String length, String amount) {}

    /** The model in one line, plain text. */
    public String line(JsonNode card) {
        return PlainText.line(new ModelSheet(messages).line(card).replace("  ", " · "));
    }

    /** How a model compares with the one before it. */
    public String contest(Contest contest) {
        return said.get(
                        "before",
                        PlainText.line(contest.inUse()),
                        contest.from().toString(),
                        contest.to().toString(),
                        figures.count(contest.positives()),
                        figures.count(contest.pool()),
                        figures.area(contest.candidateAuc()),
                        figures.area(contest.inUseAuc()))
                + " "
                + said.get(
                        "before.difference",
                        figures.signed(contest.difference().value(), DIFFERENCE_DIGITS),
                        figures.signed(contest.difference().from(), DIFFERENCE_DIGITS),
                        figures.signed(contest.difference().to(), DIFFERENCE_DIGITS));
    }

    /**
     * How the model's evaluation compares with that of the model that shipped before it; empty where they are not of the same outcome,
     * days and horizon. The two rank other CVEs, from other data: only their intervals can be compared.
     *
     * @param card the model's card
     * @param before what {@code ModelStore.before} says
     */
    public String shippedBefore(JsonNode card, JsonNode before) {
        Optional<Evaluation> now = CardFigures.evaluation(card.path("evaluation"));
        Optional<Evaluation> then = CardFigures.evaluation(before.path("evaluation"));
        if (now.isEmpty() || then.isEmpty() || now.get().outcome() != then.get().outcome()) {
            return "";
        }
        Table one = now.get().tables().get(0);
        Table other = then.get().tables().get(0);
        Measures model = one.contestants().get(EvaluationCharts.MAIN);
        Measures earlier = other.contestants().get(EvaluationCharts.MAIN);
        boolean same = one.origins().equals(other.origins()) && one.horizon() == other.horizon();
        if (!same || model == null || earlier == null) {
            return "";
        }
        boolean kev = now.get().outcome() == Outcome.KEV;
        boolean overlap = overlap(model.rocAuc(), earlier.rocAuc()) && overlap(model.prAuc(), earlier.prAuc());
        return said.get(
                        kev ? "before.shipped.kev" : "before.shipped",
                        PlainText.line(before.path("id").asString("")),
                        figures.count(other.pool()),
                        figures.count(other.positives()),
                        one.horizon(),
                        figures.area(earlier.rocAuc()),
                        figures.area(earlier.prAuc()))
                + " "
                + said.get("before.this", figures.area(model.rocAuc()), figures.area(model.prAuc()))
                + " "
                + said.get(overlap ? "before.overlap" : "before.apart");
    }

    private static boolean overlap(Interval one, Interval other) {
        return one.from() <= other.to() && other.from() <= one.to();
    }

    /** All that the card says. */
    public Card of(JsonNode card) {
        CardFields fields = new CardFields(messages);
        CardImportance importance = new CardImportance(messages);
        Map<String, String> training = fields.provenance(card);
        training.putAll(fields.rows(card));
        List<Evaluation> evaluations = CardFigures.evaluations(card).stream()
                .sorted(Comparator.comparing(ModelView::single))
                .toList();
        return new Card(
                predicts(card),
                IntStream.range(0, evaluations.size())
                        .mapToObj(i -> evaluated("e" + i, evaluations.get(i)))
                        .toList(),
                CardFigures.table(card.path("held_out")).map(this::held),
                calibration(card, evaluations),
                words.legend(),
                importance.topics(card),
                importance.features(card),
                newest(fields.all(card.path("newest_data"))),
                training,
                fields.all(card.path("parameters")),
                fields.all(card.path("versions")));
    }

    /** Figures over several days come first: those of a single day are chance more often. */
    private static boolean single(Evaluation evaluation) {
        return evaluation.tables().stream().allMatch(table -> table.origins().size() < 2);
    }

    private List<String> predicts(JsonNode card) {
        List<String> sentences = new ArrayList<>();
        String target = card.path("target").asString("");
        Matcher known = CardFields.TARGET.matcher(target);
        if (known.matches()) {
            sentences.add(said.get("predicts.is", known.group(1)));
        } else if (!target.isBlank()) {
            sentences.add(said.get("predicts.other", Sheet.shorten(PlainText.line(target), 200)));
        }
        double rate = CardFigures.number(card.path("rows").path("base_rate"));
        if (rate > 0 && rate < 1) {
            sentences.add(said.get("predicts.rate", figures.count(1 / rate), figures.count(USUAL_SCORE / rate)));
        }
        if (card.path("epss_is_a_feature").isBoolean()) {
            sentences.add(
                    said.get(card.path("epss_is_a_feature").asBoolean(false) ? "predicts.epss" : "predicts.no-epss"));
        }
        return sentences;
    }

    private Evaluated evaluated(String id, Evaluation evaluation) {
        List<EvaluationTables.Part> parts = EvaluationTables.Part.of(evaluation);
        return new Evaluated(
                words.outcome(evaluation) + " "
                        + words.say("since", evaluation.publishedSince().toString()),
                IntStream.range(0, parts.size())
                        .mapToObj(i -> part(id + "-" + i, parts.get(i)))
                        .toList());
    }

    private String title(Table table) {
        return said.get("evaluation.title", words.title(table), words.origins(table.origins()));
    }

    private Part part(String id, EvaluationTables.Part part) {
        String title = title(part.whole().get(0));
        Optional<Folded> days = part.origins().isEmpty()
                ? Optional.empty()
                : Optional.of(folded(title, "by.origin", grids.origins(part.origins())));
        return new Part(
                title,
                IntStream.range(0, part.whole().size())
                        .mapToObj(i -> result(id + "-" + i, title, part.whole().get(i), part.origins()))
                        .toList(),
                days);
    }

    private Result result(String id, String title, Table table, List<Table> origins) {
        List<InlineChart> drawn = new ArrayList<>(List.of(drawn(charts.measured(id + "-eff", table))));
        if (!origins.isEmpty()) {
            drawn.add(drawn(charts.origins(id + "-org", origins)));
        }
        String note = table.contestants().containsKey(EPSS) ? "" : epss(origins);
        return result(title, table, drawn, note);
    }

    /** Why EPSS is missing, or where it is beside the model. */
    private String epss(List<Table> origins) {
        long held = origins.stream()
                .filter(table -> table.contestants().containsKey(EPSS))
                .count();
        return held == 0
                ? said.get("evaluation.epss")
                : said.get("evaluation.epss.some", figures.count(held), figures.count(origins.size()));
    }

    private Result held(Table table) {
        return result(said.get("calibration.held") + " " + words.title(table), table, List.of(), "");
    }

    private Result result(String title, Table table, List<InlineChart> drawn, String note) {
        return new Result(
                words.facts(table),
                headline(table),
                drawn,
                grids.ranking(table).captioned(caption(title, "table.ranking")),
                note,
                Optional.of(grids.bands(table))
                        .filter(bands -> !bands.rows().isEmpty())
                        .map(bands -> bands.captioned(caption(title, "table.bands"))),
                folded(title, "table.efforts", grids.efforts(table)));
    }

    private String caption(String title, String key) {
        return title + words.say("colon") + " " + words.say(key);
    }

    private Folded folded(String title, String key, Grid grid) {
        return new Folded(words.say(key), grid.captioned(caption(title, key)));
    }

    private InlineChart drawn(ChartData chart) {
        return InlineChart.of(chart, messages.locale());
    }

    private String headline(Table table) {
        String found = table.contestants().entrySet().stream()
                .flatMap(e -> EvaluationTables.coverage(e.getValue(), TOP)
                        .filter(coverage -> Double.isFinite(coverage.value()))
                        .map(coverage -> words.contestant(e.getKey()) + " " + figures.percent(coverage.value()))
                        .stream())
                .collect(Collectors.joining(", "));
        return found.isEmpty() || table.positives() < 1
                ? ""
                : said.get(
                        "evaluation.headline",
                        figures.count(table.positives()),
                        figures.percent(TOP),
                        found,
                        table.positives());
    }

    private List<Reliability> calibration(JsonNode card, List<Evaluation> evaluations) {
        Stream<Optional<Reliability>> past = IntStream.range(0, evaluations.size())
                .mapToObj(i -> reliability(
                        "c" + i,
                        calibrated(evaluations.get(i)),
                        "",
                        evaluations.get(i).outcome() == Outcome.KEV ? said.get("calibration.narrow") : ""));
        Stream<Optional<Reliability>> held = CardFigures.table(card.path("held_out")).stream()
                .map(table -> reliability("held", table, said.get("calibration.held") + " ", ""));
        return Stream.concat(past, held)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(one -> one.horizon() != HORIZON))
                .toList();
    }

    /** The table of the days for which scores are probabilities, else the first one. */
    private static Table calibrated(Evaluation evaluation) {
        List<Table> whole = EvaluationTables.Part.of(evaluation).stream()
                .map(part -> part.whole().get(0))
                .toList();
        return whole.stream()
                .filter(table -> table.horizon() == HORIZON && table.group() == Evaluation.Group.ALL)
                .findFirst()
                .orElse(whole.get(0));
    }

    private Optional<Reliability> reliability(String id, Table table, String before, String note) {
        Grid grid = grids.reliability(table);
        String title = before + title(table);
        return grid.rows().isEmpty()
                ? Optional.empty()
                : Optional.of(new Reliability(
                        title,
                        table.horizon(),
                        sums(table),
                        note,
                        drawn(charts.reliability(id + "-rel", table)),
                        folded(title, "table.reliability", grid)));
    }

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
                : said.get("calibration.sums", figures.count(expected), figures.count(observed));
    }

    private Map<String, String> newest(Map<String, String> days) {
        Map<String, String> named = new LinkedHashMap<>();
        days.forEach((source, day) -> {
            String key = "newest." + source.replace(' ', '-');
            named.put(said.knows(key) ? said.get(key) : said.get("newest.other", source), day);
        });
        return named;
    }
}
