package vigie.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the heat map of vendors and weaknesses says: the most frequent pair, who is most varied, what stands out. */
final class HeatSentences {

    private static final int ENOUGH = 5;
    private static final int NAMED_AT_MOST = 3;

    private HeatSentences() {}

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
        // Where many are alike, none stands out.
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
