package vigie.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a ranking says: who leads, how much the ten weigh or which is the gravest, what has grown most. */
final class RankedSentences {

    private static final int ENOUGH_FOR_A_MEDIAN = 5;
    private static final int NAMED_AT_MOST = 3;

    private final String id;
    private final Function<ChartScope, CategoryCounts.Groups> groups;

    RankedSentences(String id, Function<ChartScope, CategoryCounts.Groups> groups) {
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
