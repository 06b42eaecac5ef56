package vigie.report;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import vigie.learn.metrics.AtEffort;
import vigie.learn.metrics.Bootstrap.Interval;
import vigie.learn.metrics.Calibration.Bin;
import vigie.report.Chart.Place;
import vigie.score.Evaluation.Measures;
import vigie.score.Evaluation.Table;

/** The drawings of an evaluation. */
final class EvaluationCharts {

    /** Those that have a colour of their own; the others share one. */
    private static final Set<String> COLOURED = Set.of("model", "logistic", "epss", "cvss");

    /** Whose uncertainty is drawn: that of all would cover the lines. */
    private static final String MAIN = "model";

    private static final double LEAST_EFFORT = 0.001;
    private static final double LEAST_PROBABILITY = 1e-6;

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
        double least = Math.pow(10, Math.floor(Math.log10(Math.max(LEAST_PROBABILITY, table.baseRate() / 2))));
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
        Chart chart = new Chart(
                id,
                Axis.logarithmic(words.say("axis.effort"), LEAST_EFFORT, figures::percent),
                Axis.share(words.say("axis.coverage"), figures::percent),
                Chart.Corner.TOP_LEFT);
        chart.line(
                "reference",
                IntStream.rangeClosed(0, 60)
                        .mapToDouble(i -> Math.pow(10, -i / 20.0))
                        .mapToObj(x -> new Place(x, x))
                        .toList());
        for (String name : EvaluationWords.contestants(table)) {
            chart.line(kind(name), words.contestant(name), EffortCurve.of(days, name, LEAST_EFFORT));
        }
        table.contestants().forEach((name, measures) -> efforts(chart, name, measures));
        return chart.svg(words.say("chart.effort"), summary(table, this::coverages));
    }

    private void efforts(Chart chart, String name, Measures measures) {
        for (int i = 0;
                i < Math.min(measures.efforts().size(), measures.coverage().size());
                i++) {
            AtEffort at = measures.efforts().get(i);
            Interval coverage = measures.coverage().get(i);
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

    /** Observed over predicted, both logarithmic; of the model with the number of CVEs and the interval of what was observed. */
    String reliability(String id, Table table) {
        Chart chart = new Chart(
                id,
                Axis.logarithmic(words.say("axis.predicted"), LEAST_PROBABILITY, figures::percent),
                Axis.logarithmic(words.say("axis.observed"), LEAST_PROBABILITY, figures::percent),
                Chart.Corner.TOP_LEFT);
        chart.line("reference", List.of(new Place(LEAST_PROBABILITY, LEAST_PROBABILITY), new Place(1, 1)));
        table.contestants().forEach((name, measures) -> {
            if (!measures.reliability().isEmpty()) {
                chart.line(
                        kind(name),
                        words.contestant(name),
                        places(
                                measures.reliability().stream().filter(bin -> bin.observed() > 0),
                                bin -> new Place(bin.predicted(), bin.observed())));
            }
        });
        table.contestants().forEach((name, measures) -> measures.reliability().forEach(bin -> bin(chart, name, bin)));
        return chart.svg(words.say("chart.reliability"), words.say("desc.reliability"));
    }

    private void bin(Chart chart, String name, Bin bin) {
        Place place = new Place(bin.predicted(), bin.observed());
        if (name.equals(MAIN)) {
            Interval likely = Wilson.interval(bin.observed(), bin.rows());
            chart.whisker(kind(name), bin.predicted(), likely.from(), likely.to());
            chart.note(new Place(bin.predicted(), likely.to()), figures.rough(bin.rows()));
        }
        chart.point(
                bin.observed() > 0 ? kind(name) : kind(name) + " none",
                place,
                words.say(
                        "bin",
                        words.contestant(name),
                        figures.count(bin.rows()),
                        figures.percent(bin.predicted()),
                        figures.percent(bin.observed())));
    }

    /** Areas under the ROC curve, an origin after the other. */
    String origins(String id, List<Table> tables) {
        double least = tables.stream()
                .flatMap(table -> table.contestants().values().stream())
                .mapToDouble(measures -> measures.rocAuc().from())
                .filter(Double::isFinite)
                .min()
                .orElse(0);
        double from = Math.min(0.9, Math.floor(least * 10) / 10);
        int last = tables.size() - 1;
        Chart chart = new Chart(
                id,
                new Axis(
                        words.say("asof"),
                        Axis.Scale.LINEAR,
                        -0.3,
                        last + 0.3,
                        IntStream.rangeClosed(0, last)
                                .filter(i -> i % Math.max(1, (last + 3) / 4) == 0)
                                .mapToObj(i -> new Axis.Tick(
                                        i, words.origins(tables.get(i).origins())))
                                .toList()),
                new Axis(
                        words.say("roc"),
                        Axis.Scale.LINEAR,
                        from,
                        1,
                        Axis.ticks(figures::area, from, (1 + 3 * from) / 4, (1 + from) / 2, (3 + from) / 4, 1)),
                Chart.Corner.BOTTOM_RIGHT);
        tables.stream()
                .flatMap(table -> EvaluationWords.contestants(table).stream())
                .distinct()
                .forEach(name -> origins(chart, name, tables));
        return chart.svg(words.say("chart.origins"), words.say("desc.origins"));
    }

    private void origins(Chart chart, String name, List<Table> tables) {
        List<Integer> there = IntStream.range(0, tables.size())
                .filter(i -> tables.get(i).contestants().containsKey(name))
                .boxed()
                .toList();
        Function<Integer, Interval> area =
                i -> tables.get(i).contestants().get(name).rocAuc();
        chart.line(
                kind(name),
                words.contestant(name),
                places(there.stream(), i -> new Place(i, area.apply(i).value())));
        for (int i : there) {
            if (name.equals(MAIN)) {
                chart.whisker(kind(name), i, area.apply(i).from(), area.apply(i).to());
            }
            chart.point(
                    kind(name),
                    new Place(i, area.apply(i).value()),
                    words.contestant(name) + " · " + words.origins(tables.get(i).origins()) + " · "
                            + figures.area(area.apply(i)));
        }
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

    private static <T> List<Place> places(Stream<T> points, Function<T, Place> place) {
        return points.map(place).toList();
    }

    private static String kind(String name) {
        return "who-" + (COLOURED.contains(name) ? name : "other");
    }
}
