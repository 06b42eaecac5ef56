package vigie.chart;

import java.util.ArrayList;
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
final class RankedChart implements ChartMaker {

    static final int MOST = 10;

    private final String id;
    private final Function<ChartScope, CategoryCounts.Groups> groups;
    private final Naming names;
    private final Asking asking;
    private final RankedSentences sentences;

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
        this.sentences = new RankedSentences(id, groups);
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
}
