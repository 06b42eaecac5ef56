package vigie.card;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import vigie.card.Chart.Place;
import vigie.learn.metrics.Bootstrap.Interval;
import vigie.score.Evaluation.Table;

/** Draws how each contestant did as of one day after the other. */
final class OriginsChart {

    private final EvaluationWords words;
    private final Measured figures;

    OriginsChart(EvaluationWords words) {
        this.words = words;
        this.figures = words.figures();
    }

    /** Areas under the ROC curve, an origin after the other. */
    String svg(String id, List<Table> tables) {
        double least = tables.stream()
                .flatMap(table -> table.contestants().values().stream())
                .mapToDouble(measures -> measures.rocAuc().from())
                .filter(Double::isFinite)
                .min()
                .orElse(0);
        double from = Math.max(0, Math.min(0.9, Math.floor(least * 10) / 10));
        int last = tables.size() - 1;
        Chart chart = new Chart(
                id,
                new Axis(
                        words.say("axis.day"),
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
                        Axis.ticks(
                                x -> figures.fixed(x, 2), from, (1 + 3 * from) / 4, (1 + from) / 2, (3 + from) / 4, 1)),
                Chart.Corner.BOTTOM_RIGHT);
        tables.stream()
                .flatMap(table -> EvaluationWords.contestants(table).stream())
                .distinct()
                .forEach(name -> line(chart, name, tables));
        return chart.svg(words.say("chart.origins"), words.say("desc.origins"));
    }

    private void line(Chart chart, String name, List<Table> tables) {
        Function<Integer, Interval> area =
                i -> tables.get(i).contestants().get(name).rocAuc();
        List<Integer> there = IntStream.range(0, tables.size())
                .filter(i -> tables.get(i).contestants().containsKey(name))
                .boxed()
                .filter(i -> Double.isFinite(area.apply(i).value()))
                .toList();
        chart.line(
                EvaluationCharts.kind(name),
                words.contestant(name),
                EvaluationCharts.places(
                        there.stream(), i -> new Place(i, area.apply(i).value())));
        for (int i : there) {
            if (name.equals(EvaluationCharts.MAIN)) {
                chart.whisker(
                        EvaluationCharts.kind(name),
                        i,
                        area.apply(i).from(),
                        area.apply(i).to());
            }
            chart.point(
                    EvaluationCharts.kind(name),
                    new Place(i, area.apply(i).value()),
                    words.contestant(name) + " · " + words.origins(tables.get(i).origins()) + " · "
                            + figures.area(area.apply(i)));
        }
    }
}
