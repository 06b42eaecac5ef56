package vigie.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import vigie.chart.ChartData.Axis;
import vigie.chart.ChartData.Form;
import vigie.chart.ChartData.Kind;
import vigie.chart.ChartData.Mark;
import vigie.chart.ChartData.Series;
import vigie.chart.ChartData.Tone;
import vigie.index.Products;

/** The ten vendors, products or weaknesses with most CVEs. */
final class RankedChart implements ChartBook.Maker {

    static final int MOST = 10;

    private final String id;
    private final Function<ChartScope, CategoryCounts.Groups> groups;
    private final Naming names;
    private final Asking asking;
    private final Sentences sentences;

    /** How a group is called. */
    interface Naming {
        IntFunction<String> of(ChartScope scope, ChartWords words);
    }

    /** What the list of CVEs is asked for a group: names and values in turn. */
    interface Asking {
        String[] of(ChartScope scope, int group);
    }

    private RankedChart(String id, Function<ChartScope, CategoryCounts.Groups> groups, Naming names, Asking asking) {
        this.id = id;
        this.groups = groups;
        this.names = names;
        this.asking = asking;
        this.sentences = new Sentences(id, groups);
    }

    static RankedChart vendors() {
        return new RankedChart("vendors", CategoryCounts::vendors, RankedChart::vendorName, (scope, vendor) ->
                new String[] {"vendor", scope.cves().products().vendorName(vendor)});
    }

    static RankedChart products() {
        return new RankedChart(
                "products",
                CategoryCounts::products,
                (scope, words) -> product -> words.name(scope.cves().products().name(product)),
                RankedChart::product);
    }

    static RankedChart weaknesses() {
        return new RankedChart(
                "weaknesses", CategoryCounts::weaknesses, (scope, words) -> words::weakness, (scope, cwe) ->
                        new String[] {"cwe", "CWE-" + cwe});
    }

    static IntFunction<String> vendorName(ChartScope scope, ChartWords words) {
        return vendor -> words.name(scope.cves().products().vendorName(vendor));
    }

    private static String[] product(ChartScope scope, int product) {
        Products products = scope.cves().products();
        String exactly = '"' + products.name(product) + '"';
        String vendor = products.vendorName(products.vendorOf(product));
        return vendor.isEmpty()
                ? new String[] {"product", exactly}
                : new String[] {"vendor", vendor, "product", exactly};
    }

    @Override
    public ChartData make(ChartScope scope, ChartWords words) {
        CategoryCounts ranking = CategoryCounts.of(scope, groups.apply(scope));
        List<CategoryCounts.Entry> top = ranking.top(MOST, names.of(scope, words));
        ListAddresses links = new ListAddresses(scope.filter());
        List<Mark> bars = new ArrayList<>();
        for (CategoryCounts.Entry entry : top) {
            String label =
                    words.say("rank.mark", entry.name(), entry.count(), words.percent(entry.count(), scope.size()));
            String href = links.cves(asking.of(scope, entry.group()));
            bars.add(new Mark(0, bars.size() + 0.5, entry.count(), label, Tone.PLAIN, Optional.of(href)));
        }
        return new ChartData(
                id,
                words.say(id + ".title"),
                Form.BARS,
                new Axis(words.say("counted.axis"), List.of()),
                new Axis(
                        words.say(id + ".axis"),
                        top.stream().map(CategoryCounts.Entry::name).toList()),
                List.of(new Series(words.say("counted.axis"), Kind.BAR, bars)),
                Optional.empty(),
                words.say(id + ".counted"),
                sentences.of(scope, ranking, top, words));
    }

    /** What a ranking says: who leads, how much the ten weigh or which is the gravest, what has grown most. */
    private static final class Sentences {

        private static final int ENOUGH_FOR_A_MEDIAN = 5;
        private static final int NAMED_AT_MOST = 3;

        private final String id;
        private final Function<ChartScope, CategoryCounts.Groups> groups;

        Sentences(String id, Function<ChartScope, CategoryCounts.Groups> groups) {
            this.id = id;
            this.groups = groups;
        }

        List<String> of(ChartScope scope, CategoryCounts ranking, List<CategoryCounts.Entry> top, ChartWords words) {
            if (top.isEmpty()) {
                return List.of(scope.size() == 0 ? words.say("nothing") : words.say(id + ".nothing", scope.size()));
            }
            List<String> said = new ArrayList<>();
            said.add(id.equals("weaknesses") ? leader(scope, ranking, top, words) : together(scope, top, words));
            if (id.equals("weaknesses")) {
                gravest(scope, top, words).ifPresent(said::add);
            } else if (ranking.groups() > top.size()) {
                int shown = CategoryCounts.ofAny(scope, groups.apply(scope), top);
                said.add(words.say(
                        id + ".ten", top.size(), words.percent(shown, scope.size()), ranking.groups() - top.size()));
            }
            growth(scope, top, words).ifPresent(said::add);
            return said;
        }

        /** "Linux and Red Hat together make up 62 % of the 1,722 CVEs": each CVE once, also if it is of both. */
        private String together(ChartScope scope, List<CategoryCounts.Entry> top, ChartWords words) {
            CategoryCounts.Entry first = top.get(0);
            if (top.size() == 1) {
                return words.say(id + ".only", first.name(), first.count(), scope.size());
            }
            List<CategoryCounts.Entry> two = top.subList(0, 2);
            int both = CategoryCounts.ofAny(scope, groups.apply(scope), two);
            List<String> names = two.stream().map(CategoryCounts.Entry::name).toList();
            return words.say(
                    "rank.together",
                    words.list(names),
                    words.percent(both, scope.size()),
                    scope.size(),
                    first.count(),
                    two.get(1).count());
        }

        private static String leader(
                ChartScope scope, CategoryCounts ranking, List<CategoryCounts.Entry> top, ChartWords words) {
            int most = top.get(0).count();
            List<String> leading = top.stream()
                    .filter(entry -> entry.count() == most)
                    .map(CategoryCounts.Entry::name)
                    .toList();
            int without = scope.size() - ranking.grouped();
            return leading.size() == 1
                    ? words.say(
                            "weaknesses.first",
                            leading.get(0),
                            most,
                            ranking.grouped(),
                            words.percent(most, ranking.grouped()),
                            without)
                    : leading.size() <= NAMED_AT_MOST
                            ? words.say("weaknesses.tie", words.list(leading), most, ranking.grouped(), without)
                            : words.say("weaknesses.ties", leading.size(), most, ranking.grouped(), without);
        }

        /** Which of the weaknesses shown has the highest median of CVSS; of those with few CVEs it would be chance. */
        private static Optional<String> gravest(ChartScope scope, List<CategoryCounts.Entry> top, ChartWords words) {
            record Median(String name, double value) {}
            List<Median> medians = top.stream()
                    .filter(entry -> entry.count() >= ENOUGH_FOR_A_MEDIAN)
                    .map(entry -> new Median(entry.name(), median(scope, entry.group())))
                    .filter(median -> !Double.isNaN(median.value()))
                    .toList();
            if (medians.size() < 2) {
                return Optional.empty();
            }
            double highest = medians.stream().mapToDouble(Median::value).max().orElseThrow();
            List<String> names = medians.stream()
                    .filter(median -> median.value() == highest)
                    .map(Median::name)
                    .toList();
            return Optional.of(words.say("weaknesses.gravest", words.list(names), words.tenths(highest), names.size()))
                    .filter(any -> names.size() <= NAMED_AT_MOST);
        }

        private static double median(ChartScope scope, int cwe) {
            int[] scores = Arrays.stream(scope.rows())
                    .filter(row -> scope.cves().cwe(row) == cwe
                            && !Double.isNaN(scope.cves().cvss(row)))
                    .map(row -> (int) Math.round(scope.cves().cvss(row) * 10))
                    .sorted()
                    .toArray();
            return scores.length == 0 ? Double.NaN : new Density(scores).median();
        }

        private Optional<String> growth(ChartScope scope, List<CategoryCounts.Entry> top, ChartWords words) {
            return scope.before().filter(before -> before.size() > 0).map(before -> {
                CategoryCounts then = CategoryCounts.of(before, groups.apply(before));
                CategoryCounts.Entry most = top.stream()
                        .max(Comparator.comparingInt(
                                        (CategoryCounts.Entry entry) -> entry.count() - then.count(entry.group()))
                                .thenComparing(Comparator.comparing(CategoryCounts.Entry::name)
                                        .reversed()))
                        .orElseThrow();
                int earlier = then.count(most.group());
                int days = scope.days().orElseThrow();
                return most.count() > earlier
                        ? words.say("rank.grown", most.name(), most.count(), earlier, days)
                        : words.say("rank.grown.none", days);
            });
        }
    }
}
