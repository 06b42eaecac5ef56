package vigie.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import vigie.chart.ChartData.Axis;
import vigie.chart.ChartData.Form;
import vigie.chart.ChartData.Kind;
import vigie.chart.ChartData.Mark;
import vigie.chart.ChartData.Series;
import vigie.chart.ChartData.Tone;

/** How many CVEs the most affected vendors and the most frequent weaknesses have together. */
final class HeatChart implements ChartBook.Maker {

    /** The counts: by vendor, then by weakness. */
    record Counts(List<CategoryCounts.Entry> vendors, List<CategoryCounts.Entry> weaknesses, int[][] counts) {

        static Counts of(ChartScope scope, ChartWords words) {
            CategoryCounts.Groups byVendor = CategoryCounts.vendors(scope);
            List<CategoryCounts.Entry> vendors =
                    CategoryCounts.of(scope, byVendor).top(RankedChart.MOST, RankedChart.vendorName(scope, words));
            List<CategoryCounts.Entry> weaknesses =
                    CategoryCounts.of(scope, CategoryCounts.weaknesses(scope)).top(RankedChart.MOST, words::weakness);
            int[] vendorPlace = places(vendors, byVendor.size());
            Map<Integer, Integer> weaknessPlace = new HashMap<>();
            weaknesses.forEach(entry -> weaknessPlace.put(entry.group(), weaknessPlace.size()));
            int[][] counts = new int[vendors.size()][weaknesses.size()];
            int[] seen = new int[vendors.size()];
            for (int row : scope.rows()) {
                Integer weakness = weaknessPlace.get(scope.cves().cwe(row));
                if (weakness != null) {
                    byVendor.of(row, vendor -> {
                        int place = vendorPlace[vendor] - 1;
                        if (place >= 0 && seen[place] != row + 1) {
                            seen[place] = row + 1;
                            counts[place][weakness]++;
                        }
                    });
                }
            }
            return new Counts(vendors, weaknesses, counts);
        }

        /** Places from 1 on; 0 for what is not among them. */
        private static int[] places(List<CategoryCounts.Entry> entries, int size) {
            int[] places = new int[size];
            for (int i = 0; i < entries.size(); i++) {
                places[entries.get(i).group()] = i + 1;
            }
            return places;
        }

        int most() {
            return IntStream.range(0, counts.length)
                    .flatMap(i -> IntStream.of(counts[i]))
                    .max()
                    .orElse(0);
        }
    }

    @Override
    public ChartData make(ChartScope scope, ChartWords words) {
        Counts counts = Counts.of(scope, words);
        return new ChartData(
                "vendor-weakness",
                words.say("heat.title"),
                Form.HEATMAP,
                new Axis(words.say("vendors.axis"), names(counts.vendors())),
                new Axis(words.say("weaknesses.axis"), names(counts.weaknesses())),
                List.of(new Series(words.say("counted.axis"), Kind.CELL, cells(scope, counts, words))),
                Optional.empty(),
                words.say("vendors.counted"),
                counts.most() == 0
                        ? List.of(scope.size() == 0 ? words.say("nothing") : words.say("heat.nothing", scope.size()))
                        : Sentences.of(scope, counts, words));
    }

    private static List<Mark> cells(ChartScope scope, Counts counts, ChartWords words) {
        ListAddresses links = new ListAddresses(scope.filter());
        List<Mark> cells = new ArrayList<>();
        for (int v = 0; v < counts.vendors().size(); v++) {
            CategoryCounts.Entry vendor = counts.vendors().get(v);
            String exact = scope.cves().products().vendorName(vendor.group());
            for (int w = 0; w < counts.weaknesses().size(); w++) {
                CategoryCounts.Entry weakness = counts.weaknesses().get(w);
                int count = counts.counts()[v][w];
                String label = words.say("heat.mark", vendor.name(), weakness.name(), count);
                Optional<String> href = Optional.of(links.cves("vendor", exact, "cwe", "CWE-" + weakness.group()))
                        .filter(any -> count > 0);
                cells.add(new Mark(v + 0.5, w + 0.5, count, label, Tone.PLAIN, href));
            }
        }
        return cells;
    }

    private static List<String> names(List<CategoryCounts.Entry> entries) {
        return entries.stream().map(CategoryCounts.Entry::name).toList();
    }

    /** What the heat map of vendors and weaknesses says: the most frequent pair, the vendors with most weaknesses, the most unusual pair. */
    private static final class Sentences {

        private static final int ENOUGH = 5;
        private static final int NAMED_AT_MOST = 3;

        private Sentences() {}

        static List<String> of(ChartScope scope, HeatChart.Counts counts, ChartWords words) {
            List<String> said = new ArrayList<>();
            said.add(most(counts, words));
            varied(counts, words).ifPresent(said::add);
            outstanding(scope, counts, words).ifPresent(said::add);
            return said;
        }

        private static String most(HeatChart.Counts counts, ChartWords words) {
            int most = counts.most();
            List<String> pairs = new ArrayList<>();
            for (int v = 0; v < counts.counts().length; v++) {
                for (int w = 0; w < counts.counts()[v].length; w++) {
                    if (counts.counts()[v][w] == most) {
                        pairs.add(words.say("heat.pair", name(counts, v), weakness(counts, w)));
                    }
                }
            }
            return pairs.size() == 1
                    ? words.say("heat.first", pairs.get(0), most)
                    : pairs.size() <= NAMED_AT_MOST
                            ? words.say("heat.tie", words.list(pairs), most)
                            : words.say("heat.ties", pairs.size(), most);
        }

        private static Optional<String> varied(HeatChart.Counts counts, ChartWords words) {
            int[] kinds = Arrays.stream(counts.counts())
                    .mapToInt(row -> (int) Arrays.stream(row).filter(n -> n > 0).count())
                    .toArray();
            int most = Arrays.stream(kinds).max().orElse(0);
            List<String> leading = IntStream.range(0, kinds.length)
                    .filter(v -> kinds[v] == most)
                    .mapToObj(v -> name(counts, v))
                    .toList();
            // If many vendors tie, none is worth naming.
            return leading.size() > NAMED_AT_MOST || kinds.length < 2 || most < 2
                    ? Optional.empty()
                    : Optional.of(words.say(
                            "heat.varied",
                            words.list(leading),
                            most,
                            counts.weaknesses().size(),
                            leading.size()));
        }

        /** The cell with most CVEs beyond what the weakness's share of all CVEs would give, if it is at least twice that. */
        private static Optional<String> outstanding(ChartScope scope, HeatChart.Counts counts, ChartWords words) {
            double highest = 0;
            Optional<String> said = Optional.empty();
            for (int v = 0; v < counts.counts().length; v++) {
                CategoryCounts.Entry vendor = counts.vendors().get(v);
                for (int w = 0; w < counts.counts()[v].length; w++) {
                    CategoryCounts.Entry weakness = counts.weaknesses().get(w);
                    int count = counts.counts()[v][w];
                    double expected = (double) vendor.count() * weakness.count() / scope.size();
                    if (count >= ENOUGH && count >= 2 * expected && count - expected > highest) {
                        highest = count - expected;
                        said = Optional.of(words.say(
                                "heat.outstanding",
                                vendor.name(),
                                weakness.name(),
                                words.percent(count, vendor.count()),
                                words.percent(weakness.count(), scope.size())));
                    }
                }
            }
            return said;
        }

        private static String name(HeatChart.Counts counts, int vendor) {
            return counts.vendors().get(vendor).name();
        }

        private static String weakness(HeatChart.Counts counts, int weakness) {
            return counts.weaknesses().get(weakness).name();
        }
    }
}
