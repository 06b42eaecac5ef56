package vigie.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import vigie.index.Products;

/** Counts the CVEs of groups: of vendors, products or weaknesses. A CVE counts once for each group that it is of. */
final class CategoryCounts {

    /** What CVEs are grouped by. */
    interface Groups {

        /** Numbers of groups are below this. */
        int size();

        /** Passes the groups of a CVE on; some may come twice. */
        void of(int row, IntConsumer groups);
    }

    /** A group and how many CVEs it has. */
    record Entry(int group, String name, int count) {}

    private final int[] count;
    private int grouped;
    private int groups;

    private CategoryCounts(int size) {
        this.count = new int[size];
    }

    static CategoryCounts of(ChartScope scope, Groups by) {
        CategoryCounts ranking = new CategoryCounts(by.size());
        int[] seen = new int[by.size()];
        int[] stamp = {0};
        IntConsumer counter = group -> {
            if (seen[group] != stamp[0]) {
                seen[group] = stamp[0];
                ranking.groups += ranking.count[group]++ == 0 ? 1 : 0;
            }
        };
        boolean[] any = {false};
        IntConsumer taker = group -> {
            any[0] = true;
            counter.accept(group);
        };
        for (int row : scope.rows()) {
            stamp[0]++;
            any[0] = false;
            by.of(row, taker);
            ranking.grouped += any[0] ? 1 : 0;
        }
        return ranking;
    }

    static Groups vendors(ChartScope scope) {
        Products products = scope.cves().products();
        boolean[] named = new boolean[products.vendors()];
        for (int vendor = 0; vendor < named.length; vendor++) {
            named[vendor] = !products.vendorName(vendor).isEmpty();
        }
        return groups(
                products.vendors(),
                (row, groups) -> products.of(row, product -> {
                    int vendor = products.vendorOf(product);
                    if (named[vendor]) {
                        groups.accept(vendor);
                    }
                }));
    }

    static Groups products(ChartScope scope) {
        Products products = scope.cves().products();
        return groups(
                products.products(),
                (row, groups) -> products.of(row, product -> {
                    if (!products.key(product).isEmpty()) {
                        groups.accept(products.same(product));
                    }
                }));
    }

    static Groups weaknesses(ChartScope scope) {
        int largest = 0;
        for (int row : scope.rows()) {
            largest = Math.max(largest, scope.cves().cwe(row));
        }
        return groups(largest + 1, (row, groups) -> {
            int cwe = scope.cves().cwe(row);
            if (cwe > 0) {
                groups.accept(cwe);
            }
        });
    }

    private interface Handing {
        void of(int row, IntConsumer groups);
    }

    private static Groups groups(int size, Handing handing) {
        return new Groups() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public void of(int row, IntConsumer groups) {
                handing.of(row, groups);
            }
        };
    }

    /** The groups with most CVEs, most first, equal ones by name. */
    List<Entry> top(int most, IntFunction<String> names) {
        Comparator<Entry> best =
                Comparator.comparingInt(Entry::count).reversed().thenComparing(Entry::name);
        PriorityQueue<Entry> kept = new PriorityQueue<>(best.reversed());
        for (int group = 0; group < count.length; group++) {
            if (count[group] > 0
                    && (kept.size() < most || count[group] >= kept.peek().count())) {
                kept.add(new Entry(group, names.apply(group), count[group]));
                if (kept.size() > most) {
                    kept.remove();
                }
            }
        }
        List<Entry> top = new ArrayList<>(kept);
        top.sort(best);
        return top;
    }

    /** How many CVEs a group has. */
    int count(int group) {
        return group < count.length ? count[group] : 0;
    }

    /** How many CVEs have any group. */
    int grouped() {
        return grouped;
    }

    /** How many groups have any CVE. */
    int groups() {
        return groups;
    }

    /** How many CVEs are of at least one of some groups. */
    static int ofAny(ChartScope scope, Groups by, List<Entry> wanted) {
        boolean[] in = new boolean[by.size()];
        wanted.forEach(entry -> in[entry.group()] = true);
        boolean[] any = {false};
        IntConsumer taker = group -> any[0] |= in[group];
        int found = 0;
        for (int row : scope.rows()) {
            any[0] = false;
            by.of(row, taker);
            found += any[0] ? 1 : 0;
        }
        return found;
    }
}
