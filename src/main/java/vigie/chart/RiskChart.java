package vigie.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import vigie.chart.ChartData.Axis;
import vigie.chart.ChartData.Form;
import vigie.chart.ChartData.Kind;
import vigie.chart.ChartData.Mark;
import vigie.chart.ChartData.Series;
import vigie.chart.ChartData.Tone;
import vigie.chart.ChartData.Zone;
import vigie.index.CveIndex;

/**
 * Probability of exploitation against severity: counts in cells instead of a hundred thousand dots, the probability in steps of
 * about a factor of three, and the most urgent CVEs as single points. The critical zone is where CVSS is at least 7 and EPSS at
 * least 10 %, or our score at least 0.1 %: it predicts known exploitation, which is far rarer than the activity that EPSS predicts.
 */
final class RiskChart implements ChartBook.Maker {

    static final double SEVERE = 7;

    private static final double[] EDGES = {0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1};
    private static final double BELOW = 1e-9;
    private static final int COLUMNS = 10;
    private static final int NAMED = 8;

    private final String id;
    private final String asked;
    private final double probable;
    private final BiFunction<CveIndex, Integer, Double> probability;

    private RiskChart(String id, String asked, double probable, BiFunction<CveIndex, Integer, Double> probability) {
        this.id = id;
        this.asked = asked;
        this.probable = probable;
        this.probability = probability;
    }

    static RiskChart epss() {
        return new RiskChart("risk-epss", "epss", 0.1, CveIndex::epss);
    }

    static RiskChart score() {
        return new RiskChart("risk-score", "score", 0.001, CveIndex::score);
    }

    /** A CVE with both values. */
    record Placed(int row, double cvss, double probability, boolean exploited) {}

    /** The CVEs that have both values. */
    List<Placed> placed(ChartScope scope) {
        CveIndex cves = scope.cves();
        List<Placed> placed = new ArrayList<>();
        for (int row : scope.rows()) {
            double cvss = cves.cvss(row);
            double likely = probability.apply(cves, row);
            if (!Double.isNaN(cvss) && !Double.isNaN(likely)) {
                placed.add(new Placed(row, cvss, likely, cves.isExploited(row)));
            }
        }
        return placed;
    }

    /** Whether a CVE is in the critical zone. */
    boolean critical(Placed one) {
        return one.cvss() >= SEVERE && one.probability() >= probable;
    }

    /** The lowest probability of the critical zone. */
    double probable() {
        return probable;
    }

    /** {@code epss} or {@code score}. */
    String asked() {
        return asked;
    }

    /**
     * What is known of CVEs besides their values.
     *
     * @param size how many CVEs there are, those without a value among them
     * @param name the identifier of a CVE
     * @param urgency the most urgent first
     * @param links addresses of lists of CVEs; empty where there are none
     */
    record About(int size, IntFunction<String> name, Comparator<Placed> urgency, Optional<ListAddresses> links) {}

    @Override
    public ChartData make(ChartScope scope, ChartWords words) {
        CveIndex cves = scope.cves();
        About about = new About(
                scope.size(),
                row -> cves.id(row).toString(),
                Comparator.comparing(one -> cves.urgency(one.row())),
                Optional.of(new ListAddresses(scope.filter())));
        return make(placed(scope), about, words);
    }

    /** The matrix of some CVEs. */
    ChartData make(List<Placed> placed, About about, ChartWords words) {
        String zone = words.say(asked + ".zone", percent(probable, words), words.tenths(SEVERE));
        List<String> columns = new ArrayList<>();
        for (int column = 0; column < COLUMNS; column++) {
            columns.add(words.tenths(column) + "–" + words.tenths(top(column)));
        }
        return new ChartData(
                id,
                words.say(id + ".title"),
                Form.MATRIX,
                new Axis(words.say("cvss.axis"), columns),
                new Axis(words.say(asked + ".axis"), rows(words)),
                List.of(
                        new Series(words.say("counted.axis"), Kind.CELL, cells(placed, about, words)),
                        new Series(words.say("risk.points"), Kind.POINT, points(placed, about, words))),
                Optional.of(new Zone(SEVERE, step(probable), COLUMNS, EDGES.length - 1, zone)),
                words.say("counted.cves"),
                Sentences.of(this, about.size(), placed, words));
    }

    private static List<String> rows(ChartWords words) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i + 1 < EDGES.length; i++) {
            rows.add(words.say("risk.step", percent(EDGES[i], words), percent(EDGES[i + 1], words)));
        }
        return rows;
    }

    static String percent(double share, ChartWords words) {
        return words.percent(share);
    }

    private List<Mark> cells(List<Placed> placed, About about, ChartWords words) {
        int[][] counts = new int[EDGES.length - 1][COLUMNS];
        placed.forEach(one -> counts[(int) step(one.probability())][column(one.cvss())]++);
        List<String> steps = rows(words);
        List<Mark> cells = new ArrayList<>();
        for (int row = 0; row < counts.length; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                int count = counts[row][column];
                String to = words.tenths(top(column));
                String label = words.say(asked + ".mark", words.tenths(column), to, steps.get(row), count);
                int upright = row;
                int across = column;
                Optional<String> href =
                        about.links().filter(any -> count > 0).map(links -> list(links, upright, across));
                cells.add(new Mark(column + 0.5, row + 0.5, count, label, Tone.PLAIN, href));
            }
        }
        return cells;
    }

    private String list(ListAddresses links, int row, int column) {
        boolean last = row + 2 == EDGES.length;
        return links.cves(
                "cvss_min",
                Double.toString(column),
                "cvss_max",
                Double.toString(top(column)),
                asked + "_min",
                plain(EDGES[row]),
                asked + "_max",
                plain(last ? 1 : EDGES[row + 1] - BELOW));
    }

    private static String plain(double number) {
        return java.math.BigDecimal.valueOf(number)
                .setScale(9, java.math.RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static int column(double cvss) {
        return Math.min((int) cvss, COLUMNS - 1);
    }

    private static double top(int column) {
        return column == COLUMNS - 1 ? 10 : column + 0.9;
    }

    /** The number of the step that a probability is in. */
    private static double step(double probability) {
        int step = EDGES.length - 2;
        while (EDGES[step] > probability) {
            step--;
        }
        return step;
    }

    /** The CVEs of the zone that are most urgent. */
    private List<Mark> points(List<Placed> placed, About about, ChartWords words) {
        return placed.stream()
                .filter(this::critical)
                .sorted(about.urgency())
                .limit(NAMED)
                .map(one -> point(one, about, words))
                .toList();
    }

    private Mark point(Placed one, About about, ChartWords words) {
        double step = step(one.probability());
        double low = Math.log(EDGES[(int) step]);
        double high = Math.log(EDGES[(int) step + 1]);
        double y = step + (Math.log(one.probability()) - low) / (high - low);
        String cve = about.name().apply(one.row());
        String key = one.exploited() ? ".point.exploited" : ".point";
        String label = words.say(asked + key, cve, words.tenths(one.cvss()), percent(one.probability(), words));
        Tone tone = one.exploited() ? Tone.ALERT : Tone.PLAIN;
        return new Mark(one.cvss(), Math.min(y, EDGES.length - 1), 1, label, tone, Optional.of("/cves/" + cve));
    }

    /** What a risk matrix says: how many CVEs are in its zone, how many of them are exploited, what CVSS alone would give. */
    private static final class Sentences {

        private Sentences() {}

        static List<String> of(RiskChart chart, int size, List<RiskChart.Placed> placed, ChartWords words) {
            if (placed.isEmpty()) {
                return List.of(size == 0 ? words.say("nothing") : words.say(chart.asked() + ".nothing", size));
            }
            List<String> said = new ArrayList<>();
            long critical = placed.stream().filter(chart::critical).count();
            said.add(words.say(
                    chart.asked() + ".critical",
                    critical,
                    placed.size(),
                    words.percent(critical, placed.size()),
                    RiskChart.percent(chart.probable(), words),
                    words.tenths(RiskChart.SEVERE)));
            said.add(exploited(chart, placed, critical, words));
            long severe = placed.stream()
                    .filter(one -> one.cvss() >= RiskChart.SEVERE)
                    .count();
            if (severe > critical) {
                said.add(words.say(
                        "risk.severe",
                        severe,
                        words.tenths(RiskChart.SEVERE),
                        severe - critical,
                        words.percent(severe - critical, severe)));
            }
            return said;
        }

        private static String exploited(
                RiskChart chart, List<RiskChart.Placed> placed, long critical, ChartWords words) {
            long known = placed.stream().filter(RiskChart.Placed::exploited).count();
            long inside = placed.stream()
                    .filter(one -> one.exploited() && chart.critical(one))
                    .count();
            if (known == 0) {
                return words.say("risk.exploited.none");
            }
            return critical == 0
                    ? words.say("risk.exploited.outside", known)
                    : words.say("risk.exploited", inside, known - inside);
        }
    }
}
