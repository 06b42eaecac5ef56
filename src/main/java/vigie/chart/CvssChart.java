package vigie.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import vigie.chart.ChartData.Axis;
import vigie.chart.ChartData.Form;
import vigie.chart.ChartData.Kind;
import vigie.chart.ChartData.Mark;
import vigie.chart.ChartData.Series;
import vigie.chart.ChartData.Tone;
import vigie.model.Severity;

/** How CVSS base scores are spread: columns half a point wide, which never hold two severities, and their density. */
final class CvssChart implements ChartBook.Maker {

    private static final int BINS = 20;
    private static final int TENTHS = 5;

    @Override
    public ChartData make(ChartScope scope, ChartWords words) {
        int[] scores = scope.cvss();
        Density density = new Density(scores);
        List<Series> series = new ArrayList<>(List.of(new Series(
                words.say("counted.axis"), Kind.BAR, bars(scores, new ListAddresses(scope.filter()), words))));
        if (density.exists()) {
            series.add(new Series(words.say("cvss.density"), Kind.CURVE, curve(density, scores.length, words)));
        }
        List<String> edges = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            edges.add(words.tenths(bin * TENTHS / 10.0));
        }
        return new ChartData(
                "cvss",
                words.say("cvss.title"),
                Form.HISTOGRAM,
                new Axis(words.say("cvss.axis"), edges),
                new Axis(words.say("counted.axis"), List.of()),
                series,
                Optional.empty(),
                words.say("counted.cves"),
                sentences(scope, scores, density, words));
    }

    private static List<Mark> bars(int[] scores, ListAddresses links, ChartWords words) {
        int[] counts = new int[BINS];
        for (int score : scores) {
            counts[Math.min(score / TENTHS, BINS - 1)]++;
        }
        List<Mark> bars = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            double from = bin * TENTHS / 10.0;
            double to = bin == BINS - 1 ? 10 : from + 0.4;
            bars.add(new Mark(
                    bin + 0.5,
                    0,
                    counts[bin],
                    words.say("cvss.mark", words.tenths(from), words.tenths(to), counts[bin]),
                    Tone.valueOf(Severity.of(to).name()),
                    Optional.of(links.cves("cvss_min", Double.toString(from), "cvss_max", Double.toString(to)))));
        }
        return bars;
    }

    /** Scaled so that the curve has the area of the columns. */
    private static List<Mark> curve(Density density, int scores, ChartWords words) {
        List<Mark> points = new ArrayList<>();
        for (int tenth = 0; tenth <= 100; tenth++) {
            double score = tenth / 10.0;
            double height = density.at(score) * scores * TENTHS / 10;
            points.add(new Mark(score * 10 / TENTHS, 0, height, words.tenths(score), Tone.PLAIN, Optional.empty()));
        }
        return points;
    }

    private static List<String> sentences(ChartScope scope, int[] scores, Density density, ChartWords words) {
        if (scores.length == 0) {
            return List.of(scope.size() == 0 ? words.say("nothing") : words.say("cvss.nothing", scope.size()));
        }
        if (scores.length == 1) {
            double score = scores[0] / 10.0;
            return List.of(words.say("cvss.one", words.tenths(score), words.severity(Severity.of(score))));
        }
        List<String> said = new ArrayList<>();
        String middle = words.tenths(density.median());
        double low = density.quartile(1);
        double high = density.quartile(3);
        said.add(
                low < high
                        ? words.say("cvss.median", scores.length, middle, words.tenths(low), words.tenths(high))
                        : words.say("cvss.median.flat", scores.length, middle));
        said.add(bands(scores, words));
        before(scope, density, words).ifPresent(said::add);
        return said;
    }

    private static String bands(int[] scores, ChartWords words) {
        long critical = Arrays.stream(scores).filter(s -> s >= 90).count();
        long high = Arrays.stream(scores).filter(s -> s >= 70).count();
        if (high == 0) {
            return words.say("cvss.bands.none");
        }
        if (critical == scores.length) {
            return words.say("cvss.bands.all");
        }
        return words.say(
                critical == 0 ? "cvss.bands.high" : "cvss.bands",
                words.percent(critical, scores.length),
                words.percent(high, scores.length));
    }

    private static Optional<String> before(ChartScope scope, Density density, ChartWords words) {
        return scope.before()
                .map(ChartScope::cvss)
                .filter(scores -> scores.length > 0)
                .map(scores -> {
                    double then = new Density(scores).median();
                    int change = Double.compare(density.median(), then);
                    String key =
                            change > 0 ? "cvss.before.lower" : change < 0 ? "cvss.before.higher" : "cvss.before.same";
                    return words.say(key, scope.days().orElseThrow(), words.tenths(then));
                });
    }
}
