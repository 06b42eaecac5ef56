package vigie.card;

import java.util.List;
import vigie.card.Chart.Place;
import vigie.learn.metrics.Bootstrap.Interval;
import vigie.learn.metrics.Calibration.Bin;
import vigie.score.Evaluation.Table;

/** Draws whether probabilities can be taken at their word. */
final class ReliabilityChart {

    private static final double LEAST_PROBABILITY = 1e-6;

    private final EvaluationWords words;
    private final Measured figures;

    ReliabilityChart(EvaluationWords words) {
        this.words = words;
        this.figures = words.figures();
    }

    /** Observed over predicted, both logarithmic; of the model with the number of CVEs and the interval of what was observed. */
    String svg(String id, Table table) {
        Chart chart = new Chart(
                id,
                Axis.logarithmic(words.say("axis.predicted"), LEAST_PROBABILITY, figures::percent),
                Axis.logarithmic(words.say("axis.observed"), LEAST_PROBABILITY, figures::percent),
                Chart.Corner.TOP_LEFT);
        chart.line("reference", List.of(new Place(LEAST_PROBABILITY, LEAST_PROBABILITY), new Place(1, 1)));
        table.contestants().forEach((name, measures) -> {
            if (!measures.reliability().isEmpty()) {
                chart.line(
                        EvaluationCharts.kind(name),
                        words.contestant(name),
                        EvaluationCharts.places(
                                measures.reliability().stream().filter(bin -> told(bin) && bin.observed() > 0),
                                bin -> new Place(bin.predicted(), bin.observed())));
            }
        });
        table.contestants()
                .forEach((name, measures) -> measures.reliability().stream()
                        .filter(ReliabilityChart::told)
                        .forEach(bin -> bin(chart, name, bin)));
        return chart.svg(words.say("chart.reliability"), words.say("desc.reliability"));
    }

    private static boolean told(Bin bin) {
        return Double.isFinite(bin.predicted()) && Double.isFinite(bin.observed()) && bin.rows() > 0;
    }

    private void bin(Chart chart, String name, Bin bin) {
        Place place = new Place(bin.predicted(), bin.observed());
        if (name.equals(EvaluationCharts.MAIN)) {
            Interval likely = Wilson.interval(bin.observed(), bin.rows());
            chart.whisker(EvaluationCharts.kind(name), bin.predicted(), likely.from(), likely.to());
            chart.note(new Place(bin.predicted(), likely.to()), figures.rough(bin.rows()));
        }
        chart.point(
                bin.observed() > 0 ? EvaluationCharts.kind(name) : EvaluationCharts.kind(name) + " none",
                place,
                words.say(
                        "bin",
                        words.contestant(name),
                        figures.count(bin.rows()),
                        figures.percent(bin.predicted()),
                        figures.percent(bin.observed())));
    }
}
