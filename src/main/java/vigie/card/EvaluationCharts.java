package vigie.card;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import vigie.card.Chart.Place;
import vigie.learn.metrics.AtEffort;
import vigie.learn.metrics.Bootstrap.Interval;
import vigie.score.Evaluation.Measures;
import vigie.score.Evaluation.Table;

/** The curves of an evaluation. */
final class EvaluationCharts {

    /** Those that have a colour of their own; the others share one. */
    private static final Set<String> COLOURED = Set.of("model", "logistic", "epss", "cvss");

    /** Whose uncertainty is drawn: that of all would cover the lines. */
    static final String MAIN = "model";

    private static final double LEAST_EFFORT = 0.001;
    private static final double LEAST_EFFICIENCY = 1e-6;

    private final EvaluationWords words;
    private final Measured figures;

    EvaluationCharts(EvaluationWords words) {
        this.words = words;
        this.figures = words.figures();
    }

    /** ROC curves. */
    String roc(String id, Table table) {
        Chart chart = new Chart(
                id,
                Axis.share(words.say("axis.fpr"), figures::percent),
                Axis.share(words.say("axis.coverage"), figures::percent),
                Chart.Corner.BOTTOM_RIGHT);
        chart.line("reference", List.of(new Place(0, 0), new Place(1, 1)));
        lines(chart, table, measures -> places(measures.rocCurve().stream(), p -> new Place(p.x(), p.y())));
        return chart.svg(words.say("chart.roc"), summary(table, measures -> figures.area(measures.rocAuc())));
    }

    /** Precision-recall curves; logarithmic upwards, as precision is small where what is sought is rare. */
    String precisionRecall(String id, Table table) {
        double least = Math.pow(10, Math.floor(Math.log10(Math.max(LEAST_EFFICIENCY, table.baseRate() / 2))));
        Chart chart = new Chart(
                id,
                Axis.share(words.say("axis.coverage"), figures::percent),
                Axis.logarithmic(words.say("axis.efficiency"), least, figures::percent),
                Chart.Corner.TOP_RIGHT);
        chart.line("reference", List.of(new Place(0, table.baseRate()), new Place(1, table.baseRate())));
        lines(
                chart,
                table,
                measures -> places(
                        measures.precisionRecallCurve().stream().filter(p -> p.y() > 0), p -> new Place(p.x(), p.y())));
        return chart.svg(words.say("chart.pr"), summary(table, measures -> figures.area(measures.prAuc())));
    }

    /**
     * Coverage over effort, with the intervals of the table.
     *
     * @param days the tables of its single days
     */
    String effort(String id, Table table, List<Table> days) {
        Chart chart = effortChart(id);
        for (String name : EvaluationWords.contestants(table)) {
            chart.line(kind(name), words.contestant(name), EffortCurve.of(days, name, LEAST_EFFORT));
        }
        table.contestants().forEach((name, measures) -> efforts(chart, name, measures));
        return chart.svg(words.say("chart.effort"), summary(table, this::coverages));
    }

    private Chart effortChart(String id) {
        Chart chart = new Chart(
                id,
                Axis.logarithmic(words.say("axis.effort"), LEAST_EFFORT, figures::percent),
                Axis.share(words.say("axis.coverage"), figures::percent),
                Chart.Corner.TOP_LEFT);
        return chart.line(
                "reference",
                IntStream.rangeClosed(0, 60)
                        .mapToDouble(i -> Math.pow(10, -i / 20.0))
                        .mapToObj(x -> new Place(x, x))
                        .toList());
    }

    /** Coverage at the efforts of the table alone, for where no curve was kept. */
    String measured(String id, Table table) {
        Chart chart = effortChart(id);
        table.contestants().forEach((name, measures) -> {
            chart.line(
                    kind(name),
                    words.contestant(name),
                    places(
                            measures.efforts().stream()
                                    .filter(at -> at.effort() > 0 && Double.isFinite(at.coverage()))
                                    .sorted(Comparator.comparingDouble(AtEffort::effort)),
                            at -> new Place(at.effort(), at.coverage())));
            efforts(chart, name, measures);
        });
        return chart.svg(words.say("chart.effort"), summary(table, this::coverages));
    }

    private void efforts(Chart chart, String name, Measures measures) {
        for (int i = 0;
                i < Math.min(measures.efforts().size(), measures.coverage().size());
                i++) {
            AtEffort at = measures.efforts().get(i);
            Interval coverage = measures.coverage().get(i);
            if (!(at.effort() > 0) || !Double.isFinite(coverage.value())) {
                continue;
            }
            if (name.equals(MAIN)) {
                chart.whisker(kind(name), at.effort(), coverage.from(), coverage.to());
            }
            chart.point(
                    kind(name),
                    new Place(at.effort(), coverage.value()),
                    words.contestant(name) + " · " + figures.percent(at.effort()) + " · " + figures.percent(coverage));
        }
    }

    private String coverages(Measures measures) {
        return measures.efforts().stream()
                .map(at -> figures.percent(at.coverage()) + " @ " + figures.percent(at.effort()))
                .collect(Collectors.joining(", "));
    }

    private void lines(Chart chart, Table table, Function<Measures, List<Place>> curve) {
        table.contestants().forEach((name, m) -> chart.line(kind(name), words.contestant(name), curve.apply(m)));
    }

    private String summary(Table table, Function<Measures, String> measure) {
        return table.contestants().entrySet().stream()
                .map((Map.Entry<String, Measures> e) ->
                        words.contestant(e.getKey()) + words.say("colon") + " " + measure.apply(e.getValue()))
                .collect(Collectors.joining("; "));
    }

    static <T> List<Place> places(Stream<T> points, Function<T, Place> place) {
        return points.map(place).toList();
    }

    /** The class of the lines and points of a contestant. */
    static String kind(String name) {
        return "who-" + (COLOURED.contains(name) ? name : "other");
    }
}
