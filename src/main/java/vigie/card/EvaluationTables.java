package vigie.card;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import vigie.learn.metrics.AtEffort;
import vigie.learn.metrics.Bootstrap.Interval;
import vigie.learn.metrics.Calibration.Bin;
import vigie.model.ScoreBand;
import vigie.score.BandShares;
import vigie.score.Evaluation;
import vigie.score.Evaluation.Measures;
import vigie.score.Evaluation.Table;

/** The tables of an evaluation. */
final class EvaluationTables {

    /** Contestants whose probabilities are compared with the observed shares. */
    private static final List<String> RELIED_ON = List.of("model", "epss");

    /** Efforts at which the overview shows the coverage. */
    private static final List<Double> EFFORTS_OF_OVERVIEW = List.of(0.01, 0.05, 0.1);

    private static final List<Double> EFFORTS_WHERE_NARROW = List.of(0.01, 0.1);

    private final EvaluationWords words;
    private final Measured figures;
    private final boolean intervals;
    private final List<Double> overview;

    /** @param intervals whether there is room for intervals everywhere */
    EvaluationTables(EvaluationWords words, boolean intervals) {
        this.words = words;
        this.figures = words.figures();
        this.intervals = intervals;
        this.overview = intervals ? EFFORTS_OF_OVERVIEW : EFFORTS_WHERE_NARROW;
    }

    /** Areas under the curves and Brier scores, a contestant a row. */
    Grid ranking(Table table) {
        return new Grid(
                List.of(words.say("by"), words.say("roc"), words.say("pr"), words.say("brier")),
                1,
                table.contestants().entrySet().stream()
                        .map(entry -> List.of(
                                words.contestant(entry.getKey()),
                                figures.area(entry.getValue().rocAuc()),
                                figures.area(entry.getValue().prAuc()),
                                figures.small(entry.getValue().brier())))
                        .toList());
    }

    /** Coverage and efficiency at each effort, a contestant two rows. */
    Grid efforts(Table table) {
        List<Double> efforts = table.contestants().values().stream()
                .flatMap(measures -> measures.efforts().stream().map(AtEffort::effort))
                .distinct()
                .sorted()
                .toList();
        List<List<String>> rows = new ArrayList<>();
        table.contestants().forEach((name, measures) -> {
            rows.add(row(
                    efforts,
                    effort -> coverage(measures, effort).map(this::covered).orElse(Measured.NONE),
                    words.contestant(name),
                    words.say("coverage")));
            rows.add(row(
                    efforts, effort -> efficiency(measures, effort), words.contestant(name), words.say("efficiency")));
        });
        return new Grid(row(efforts, figures::percent, words.say("by"), words.say("at.effort")), 2, rows);
    }

    private static List<String> row(
            List<Double> efforts, java.util.function.Function<Double, String> cell, String... labels) {
        return Stream.concat(Stream.of(labels), efforts.stream().map(cell)).toList();
    }

    private String covered(Interval coverage) {
        return intervals ? figures.percent(coverage) : figures.percent(coverage.value());
    }

    /** With its interval; empty if it was not measured at that effort. */
    static Optional<Interval> coverage(Measures measures, double effort) {
        return IntStream.range(0, measures.efforts().size())
                .filter(i -> measures.efforts().get(i).effort() == effort)
                .mapToObj(i -> measures.coverage().get(i))
                .findFirst();
    }

    /** Which share of the exploited CVEs each band of the score held; no rows where that was not measured. */
    Grid bands(Table table) {
        List<String> head = new ArrayList<>(List.of(words.say("band"), words.say("band.cves")));
        Measures ours = table.contestants().get(EvaluationCharts.MAIN);
        Map<ScoreBand, Double> shares = ours == null ? Map.of() : BandShares.of(ours);
        head.addAll(List.of(words.say("band.held"), words.say("band.above")));
        if (!shares.containsKey(ScoreBand.TOP_0_1)) {
            return new Grid(head, 1, List.of());
        }
        List<List<String>> rows = Arrays.stream(ScoreBand.values())
                .map(band -> List.of(
                        words.band(band),
                        figures.percent(part(band)),
                        Optional.ofNullable(shares.get(band))
                                .map(figures::percent)
                                .orElse(Measured.NONE),
                        band == ScoreBand.REST
                                ? figures.percent(1)
                                : coverage(ours, band.share())
                                        .map(figures::percent)
                                        .orElse(Measured.NONE)))
                .toList();
        return new Grid(head, 1, rows);
    }

    /** The share of all CVEs that a band holds. */
    private static double part(ScoreBand band) {
        return band == ScoreBand.REST
                ? 1 - ScoreBand.TOP_5.share()
                : band == ScoreBand.TOP_0_1
                        ? band.share()
                        : band.share() - ScoreBand.values()[band.ordinal() - 1].share();
    }

    private String efficiency(Measures measures, double effort) {
        return measures.efforts().stream()
                .filter(at -> at.effort() == effort)
                .map(at -> figures.percent(at.efficiency()))
                .findFirst()
                .orElse(Measured.NONE);
    }

    /** Predicted and observed shares, one row for each range of probabilities; no rows if no contestant gives probabilities. */
    Grid reliability(Table table) {
        List<String> names = RELIED_ON.stream()
                .filter(name -> table.contestants().containsKey(name))
                .filter(name -> !table.contestants().get(name).reliability().isEmpty())
                .toList();
        List<String> head = new ArrayList<>(List.of(words.say("probability")));
        TreeSet<Double> froms = new TreeSet<>();
        for (String name : names) {
            head.addAll(List.of(
                    words.say("bin.cves", words.contestant(name)), words.say("predicted"), words.say("observed")));
            table.contestants().get(name).reliability().forEach(bin -> froms.add(bin.from()));
        }
        List<List<String>> rows = froms.stream()
                .map(from -> names.stream()
                        .map(name -> bin(table.contestants().get(name), from))
                        .toList())
                .map(this::reliability)
                .toList();
        return new Grid(head, 1, rows);
    }

    private static List<Bin> bin(Measures measures, double from) {
        return measures.reliability().stream().filter(b -> b.from() == from).toList();
    }

    private List<String> reliability(List<List<Bin>> bins) {
        Bin any = bins.stream().flatMap(List::stream).findFirst().orElseThrow();
        Stream<String> cells = bins.stream()
                .flatMap(found -> found.isEmpty()
                        ? Stream.of("", "", "")
                        : Stream.of(
                                figures.count(found.get(0).rows()),
                                figures.percent(found.get(0).predicted()),
                                figures.percent(found.get(0).observed())));
        String range = figures.percent(any.from()) + "–" + figures.percent(Math.min(1, any.to()));
        return Stream.concat(Stream.of(range), cells).toList();
    }

    /** One origin after the other, a contestant a row. */
    Grid origins(List<Table> tables) {
        List<String> head = new ArrayList<>(List.of(
                words.say("asof"),
                words.say("pool"),
                words.say("positives"),
                words.say("by"),
                words.say("roc"),
                words.say("pr")));
        overview.forEach(effort -> head.add(words.say("coverage.at", figures.percent(effort))));
        List<List<String>> rows = tables.stream().flatMap(this::origin).toList();
        return new Grid(head, 4, rows);
    }

    private Stream<List<String>> origin(Table table) {
        List<String> labels =
                List.of(words.origins(table.origins()), figures.count(table.pool()), figures.count(table.positives()));
        if (table.contestants().isEmpty()) {
            Stream<String> none = Stream.generate(() -> Measured.NONE).limit(3L + overview.size());
            return Stream.of(Stream.concat(labels.stream(), none).toList());
        }
        return table.contestants().entrySet().stream()
                .map(entry -> Stream.of(
                                labels.stream(),
                                Stream.of(words.contestant(entry.getKey())),
                                areas(entry),
                                overview.stream().map(effort -> covered(entry.getValue(), effort)))
                        .flatMap(cells -> cells)
                        .toList());
    }

    private Stream<String> areas(Map.Entry<String, Measures> entry) {
        Measures measures = entry.getValue();
        return intervals
                ? Stream.of(figures.area(measures.rocAuc()), figures.area(measures.prAuc()))
                : Stream.of(
                        figures.area(measures.rocAuc().value()),
                        figures.area(measures.prAuc().value()));
    }

    private String covered(Measures measures, double effort) {
        return measures.efforts().stream()
                .filter(at -> at.effort() == effort)
                .map(at -> figures.percent(at.coverage()))
                .findFirst()
                .orElse(Measured.NONE);
    }

    /**
     * The tables of one horizon and group.
     *
     * @param whole what is shown in full: the tables over several origins, else all
     * @param origins the tables of the single origins beside it; empty if they are shown in full
     */
    record Part(List<Table> whole, List<Table> origins) {

        private record Key(int horizon, Evaluation.Group group) {}

        static List<Part> of(Evaluation evaluation) {
            Map<Key, List<Table>> parts = new LinkedHashMap<>();
            for (Table table : evaluation.tables()) {
                parts.computeIfAbsent(new Key(table.horizon(), table.group()), key -> new ArrayList<>())
                        .add(table);
            }
            return parts.values().stream().map(Part::of).toList();
        }

        private static Part of(List<Table> tables) {
            List<Table> several =
                    tables.stream().filter(table -> table.origins().size() > 1).toList();
            return several.isEmpty()
                    ? new Part(tables, List.of())
                    : new Part(
                            several,
                            tables.stream()
                                    .filter(table -> table.origins().size() <= 1)
                                    .toList());
        }
    }
}
