package vigie.card;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import vigie.chart.ChartData;
import vigie.chart.ChartData.Axis;
import vigie.chart.ChartData.Form;
import vigie.chart.ChartData.Interval;
import vigie.chart.ChartData.Kind;
import vigie.chart.ChartData.Mark;
import vigie.chart.ChartData.Scale;
import vigie.chart.ChartData.Series;
import vigie.chart.ChartData.Tone;
import vigie.learn.metrics.AtEffort;
import vigie.learn.metrics.Bootstrap;
import vigie.learn.metrics.Calibration.Bin;
import vigie.learn.metrics.CurvePoint;
import vigie.score.Evaluation.Measures;
import vigie.score.Evaluation.Table;

/** The charts of an evaluation: curves, reliability diagram, areas by day. */
final class EvaluationCharts {

    /** Whose uncertainty is drawn: that of all would cover the lines. */
    static final String MAIN = "model";

    private static final double LEAST_EFFORT = 0.001;
    private static final double LEAST_EFFICIENCY = 1e-6;
    private static final double LEAST_PROBABILITY = 1e-6;
    private static final int POINTS_OF_EFFORT = 400;

    /** Standard normal quantile for 95 %. */
    private static final double Z = 1.959964;

    private final EvaluationWords words;
    private final Measured figures;

    EvaluationCharts(EvaluationWords words) {
        this.words = words;
        this.figures = words.figures();
    }

    /** ROC curves. */
    ChartData roc(String id, Table table) {
        List<Series> series = new ArrayList<>();
        series.add(reference(List.of(at(0, 0), at(1, 1))));
        table.contestants()
                .forEach((name, measures) -> series.add(line(
                        name,
                        measures.rocCurve().stream()
                                .map(point -> at(point.x(), point.y()))
                                .toList())));
        return chart(
                id,
                "roc",
                new Axis(words.say("axis.fpr"), Scale.SHARE),
                new Axis(words.say("axis.coverage"), Scale.SHARE),
                series,
                summary(table, measures -> figures.area(measures.rocAuc())));
    }

    /** Precision-recall curves; logarithmic upwards, as precision is small where what is sought is rare. */
    ChartData precisionRecall(String id, Table table) {
        double least = Math.pow(10, Math.floor(Math.log10(Math.max(LEAST_EFFICIENCY, table.baseRate() / 2))));
        List<Series> series = new ArrayList<>();
        series.add(reference(List.of(at(0, table.baseRate()), at(1, table.baseRate()))));
        table.contestants()
                .forEach((name, measures) -> series.add(line(
                        name,
                        measures.precisionRecallCurve().stream()
                                .filter(point -> point.y() > 0)
                                .map(point -> at(point.x(), point.y()))
                                .toList())));
        return chart(
                id,
                "pr",
                new Axis(words.say("axis.coverage"), Scale.SHARE),
                new Axis(words.say("axis.efficiency"), Scale.logarithmic(least)),
                series,
                summary(table, measures -> figures.area(measures.prAuc())));
    }

    /**
     * Coverage over effort, with the intervals of the table.
     *
     * @param days the tables of its single days
     */
    ChartData effort(String id, Table table, List<Table> days) {
        return effort(id, table, (name, measures) -> effortCurve(days, name, LEAST_EFFORT));
    }

    /** Coverage at the efforts of the table alone, for where no curve was kept. */
    ChartData measured(String id, Table table) {
        return effort(
                id,
                table,
                (name, measures) -> measures.efforts().stream()
                        .filter(at -> at.effort() > 0 && Double.isFinite(at.coverage()))
                        .sorted(Comparator.comparingDouble(AtEffort::effort))
                        .map(at -> at(at.effort(), at.coverage()))
                        .toList());
    }

    private interface Curve {
        List<Mark> of(String name, Measures measures);
    }

    private ChartData effort(String id, Table table, Curve curve) {
        List<Series> series = new ArrayList<>();
        series.add(reference(IntStream.rangeClosed(0, 60)
                .mapToDouble(i -> Math.pow(10, -i / 20.0))
                .mapToObj(x -> at(x, x))
                .toList()));
        table.contestants().forEach((name, measures) -> series.add(line(name, curve.of(name, measures))));
        table.contestants().forEach((name, measures) -> series.add(points(name, efforts(name, measures))));
        return chart(
                id,
                "effort",
                new Axis(words.say("axis.effort"), Scale.logarithmic(LEAST_EFFORT)),
                new Axis(words.say("axis.coverage"), Scale.SHARE),
                series,
                summary(table, this::coverages));
    }

    private List<Mark> efforts(String name, Measures measures) {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0;
                i < Math.min(measures.efforts().size(), measures.coverage().size());
                i++) {
            AtEffort at = measures.efforts().get(i);
            Bootstrap.Interval coverage = measures.coverage().get(i);
            if (at.effort() > 0 && Double.isFinite(coverage.value())) {
                String label = words.contestant(name) + " · " + figures.percent(at.effort()) + " · "
                        + figures.percent(coverage);
                marks.add(point(name, at.effort(), coverage.value(), label, interval(name, coverage)));
            }
        }
        return marks;
    }

    private String coverages(Measures measures) {
        return measures.efforts().stream()
                .map(at -> figures.percent(at.coverage()) + " @ " + figures.percent(at.effort()))
                .collect(Collectors.joining(", "));
    }

    /**
     * Coverage over effort of a contestant: so much is found by looking at the same share of the pool of each day.
     *
     * @param days tables of single days
     * @param least effort at which the line begins, above 0
     */
    static List<Mark> effortCurve(List<Table> days, String contestant, double least) {
        List<Table> telling = days.stream()
                .filter(table -> table.positives() > 0 && table.contestants().containsKey(contestant))
                .toList();
        double all = telling.stream().mapToInt(Table::positives).sum();
        return IntStream.rangeClosed(0, telling.isEmpty() ? -1 : POINTS_OF_EFFORT)
                .mapToDouble(i -> Math.pow(least, 1 - i / (double) POINTS_OF_EFFORT))
                .mapToObj(effort -> at(
                        effort,
                        telling.stream()
                                        .mapToDouble(table -> table.positives() * coverage(table, contestant, effort))
                                        .sum()
                                / all))
                .toList();
    }

    /** From the ROC curve, the points of which are at ascending effort; between them the CVEs are of one score. */
    static double coverage(Table table, String contestant, double effort) {
        List<CurvePoint> roc = table.contestants().get(contestant).rocCurve();
        int below = 0;
        int above = roc.size() - 1;
        while (below < above) {
            int middle = (below + above + 1) / 2;
            if (effort(table, roc.get(middle)) <= effort) {
                below = middle;
            } else {
                above = middle - 1;
            }
        }
        CurvePoint from = roc.get(below);
        CurvePoint to = roc.get(Math.min(below + 1, roc.size() - 1));
        double reach = effort(table, to) - effort(table, from);
        double share = reach > 0 ? (effort - effort(table, from)) / reach : 0;
        return from.y() + share * (to.y() - from.y());
    }

    private static double effort(Table table, CurvePoint point) {
        return point.x() * (1 - table.baseRate()) + point.y() * table.baseRate();
    }

    /** Areas under the ROC curve, an origin after the other. */
    ChartData origins(String id, List<Table> tables) {
        double least = tables.stream()
                .flatMap(table -> table.contestants().values().stream())
                .mapToDouble(measures -> measures.rocAuc().from())
                .filter(Double::isFinite)
                .min()
                .orElse(0);
        double from = Math.max(0, Math.min(0.9, Math.floor(least * 10) / 10));
        List<String> names = tables.stream()
                .flatMap(table -> EvaluationWords.contestants(table).stream())
                .distinct()
                .toList();
        List<Series> series = new ArrayList<>();
        names.forEach(name -> series.add(line(name, areas(tables, name))));
        names.forEach(name -> series.add(points(name, areas(tables, name))));
        return chart(
                id,
                "origins",
                new Axis(
                        words.say("axis.day"),
                        tables.stream()
                                .map(table -> words.origins(table.origins()))
                                .toList()),
                new Axis(words.say("roc"), new Scale(false, from, 1, false)),
                series,
                words.say("desc.origins"));
    }

    private List<Mark> areas(List<Table> tables, String name) {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            Measures measures = tables.get(i).contestants().get(name);
            if (measures != null && Double.isFinite(measures.rocAuc().value())) {
                Bootstrap.Interval area = measures.rocAuc();
                String label = words.contestant(name) + " · "
                        + words.origins(tables.get(i).origins()) + " · " + figures.area(area);
                marks.add(point(name, i + 0.5, area.value(), label, interval(name, area)));
            }
        }
        return marks;
    }

    /**
     * Reliability diagram: observed over predicted, both logarithmic; of the model with the number of CVEs and the interval
     * of what was observed.
     */
    ChartData reliability(String id, Table table) {
        List<Series> series = new ArrayList<>();
        series.add(reference(List.of(at(LEAST_PROBABILITY, LEAST_PROBABILITY), at(1, 1))));
        table.contestants().forEach((name, measures) -> {
            if (!measures.reliability().isEmpty()) {
                series.add(line(
                        name,
                        measures.reliability().stream()
                                .filter(bin -> told(bin) && bin.observed() > 0)
                                .map(bin -> at(bin.predicted(), bin.observed()))
                                .toList()));
            }
        });
        table.contestants().forEach((name, measures) -> {
            List<Bin> bins = measures.reliability().stream()
                    .filter(EvaluationCharts::told)
                    .toList();
            series.add(points(name, bins.stream().map(bin -> bin(name, bin)).toList()));
            if (name.equals(MAIN)) {
                series.add(
                        new Series("", Kind.NOTE, bins.stream().map(this::count).toList()));
            }
        });
        return chart(
                id,
                "reliability",
                new Axis(words.say("axis.predicted"), Scale.logarithmic(LEAST_PROBABILITY)),
                new Axis(words.say("axis.observed"), Scale.logarithmic(LEAST_PROBABILITY)),
                series,
                words.say("desc.reliability"));
    }

    private static boolean told(Bin bin) {
        return Double.isFinite(bin.predicted()) && Double.isFinite(bin.observed()) && bin.rows() > 0;
    }

    private Mark bin(String name, Bin bin) {
        String label = words.say(
                "bin",
                words.contestant(name),
                figures.count(bin.rows()),
                figures.percent(bin.predicted()),
                figures.percent(bin.observed()));
        return point(name, bin.predicted(), bin.observed(), label, interval(name, wilson(bin.observed(), bin.rows())));
    }

    private Mark count(Bin bin) {
        double above = wilson(bin.observed(), bin.rows()).to();
        return point(MAIN, bin.predicted(), above, figures.rough(bin.rows()), Optional.empty());
    }

    /**
     * The interval of 95 % of a share of few (E. B. Wilson, Probable inference, the law of succession, and statistical
     * inference, 1927).
     *
     * @param share observed, 0 to 1
     * @param count of how many, above 0
     */
    static Bootstrap.Interval wilson(double share, double count) {
        double middle = share + Z * Z / (2 * count);
        double reach = Z * Math.sqrt(share * (1 - share) / count + Z * Z / (4 * count * count));
        double scale = 1 + Z * Z / count;
        return new Bootstrap.Interval(
                share, Math.max(0, (middle - reach) / scale), Math.min(1, (middle + reach) / scale));
    }

    private ChartData chart(String id, String key, Axis x, Axis y, List<Series> series, String sentence) {
        return new ChartData(
                id,
                words.say("chart." + key),
                Form.CURVES,
                x,
                y,
                series,
                Optional.empty(),
                words.say("note." + key),
                List.of(sentence));
    }

    private String summary(Table table, Function<Measures, String> measure) {
        return table.contestants().entrySet().stream()
                .map((Map.Entry<String, Measures> e) ->
                        words.contestant(e.getKey()) + words.say("colon") + " " + measure.apply(e.getValue()))
                .collect(Collectors.joining("; "));
    }

    /** A line that needs no name: chance, or probabilities that come true. */
    private static Series reference(List<Mark> places) {
        return new Series("", Kind.CURVE, toned(places, Tone.REFERENCE));
    }

    private Series line(String contestant, List<Mark> places) {
        return new Series(words.contestant(contestant), Kind.CURVE, toned(places, tone(contestant)));
    }

    private Series points(String contestant, List<Mark> points) {
        return new Series(words.contestant(contestant), Kind.POINT, points);
    }

    private static List<Mark> toned(List<Mark> places, Tone tone) {
        return places.stream()
                .map(place -> new Mark(place.x(), place.y(), place.y(), "", tone, Optional.empty()))
                .toList();
    }

    private static Mark at(double x, double y) {
        return new Mark(x, y, y, "", Tone.OTHER, Optional.empty());
    }

    private static Mark point(String contestant, double x, double y, String label, Optional<Interval> interval) {
        return new Mark(x, y, y, label, tone(contestant), Optional.empty(), interval);
    }

    private static Optional<Interval> interval(String contestant, Bootstrap.Interval interval) {
        return Stream.of(new Interval(interval.from(), interval.to()))
                .filter(any -> contestant.equals(MAIN))
                .filter(ends -> Double.isFinite(ends.from()) && Double.isFinite(ends.to()))
                .findFirst();
    }

    private static final Set<String> COLOURED = Set.of("model", "logistic", "epss", "cvss");

    /** Those that are always compared have a colour of their own; the others share one. */
    private static Tone tone(String contestant) {
        return COLOURED.contains(contestant) ? Tone.valueOf(contestant.toUpperCase(java.util.Locale.ROOT)) : Tone.OTHER;
    }
}
