package vigie.watch;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import vigie.model.CveId;
import vigie.model.Severities;
import vigie.model.Severity;
import vigie.store.Reader;
import vigie.store.sqlite.SqliteStore;

/**
 * Matches changed CVEs of a home with made watch lists, on one thread: the vendors and products of lines are those that CVEs name, each as
 * often as CVEs name it, so that most people watch the same few.
 */
final class MatcherBenchmark {

    private static final int ROUNDS = 7;

    private final Random random = new Random(1);
    private final List<String[]> named = new ArrayList<>();

    private MatcherBenchmark(Reader reader) {
        Map<Integer, String[]> products = new HashMap<>();
        reader.columns(() -> {}).products((id, vendor, product, vendorKey, productKey) -> {
            if (!vendorKey.isEmpty() && !productKey.isEmpty()) {
                products.put(id, new String[] {vendor, product});
            }
        });
        reader.columns(() -> {}).affects((cve, product) -> {
            String[] names = products.get((int) product);
            if (names != null) {
                named.add(names);
            }
        });
    }

    /** A line as people write it: mostly products, often with a version, some vendors, words, packages and identifiers. */
    private Rule rule() {
        String[] names = named.get(random.nextInt(named.size()));
        String plain =
                (names[0] + " " + names[1].replace('_', ' ')).replace("n/a", "").strip();
        double kind = random.nextDouble();
        if (kind < 0.55) {
            return new Rule(new WatchLine(WatchLine.Kind.NAME, plain));
        }
        if (kind < 0.75) {
            return new Rule(
                    new WatchLine(WatchLine.Kind.NAME, plain + " " + random.nextInt(12) + "." + random.nextInt(10)));
        }
        if (kind < 0.80) {
            return new Rule(new WatchLine(WatchLine.Kind.VENDOR, names[0]));
        }
        if (kind < 0.88) {
            String cpe = "cpe:2.3:*:" + names[0].replace(' ', '_') + ":" + names[1].replace(' ', '_');
            return new Rule(new WatchLine(WatchLine.Kind.CPE, cpe.toLowerCase(Locale.ROOT)));
        }
        if (kind < 0.93) {
            return new Rule(new WatchLine(WatchLine.Kind.CVE, "CVE-2026-" + (1000 + random.nextInt(9000))));
        }
        if (kind < 0.98) {
            return new Rule(new WatchLine(WatchLine.Kind.PURL, "pkg:npm/" + names[1].replace(' ', '-') + "@1.0"));
        }
        return new Rule(new WatchLine(WatchLine.Kind.WORDS, names[1] + " vulnerability"));
    }

    private List<WatchList> lists(int count, int rules) {
        List<WatchList> lists = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            WatchList empty = WatchFile.empty("list" + i, "owner" + i, Instant.EPOCH, 0);
            List<Rule> lines = new ArrayList<>();
            for (int end = (int) ((long) rules * (i + 1) / count), done = (int) ((long) rules * i / count);
                    done < end;
                    done++) {
                lines.add(rule());
            }
            Condition when = i % 3 == 0
                    ? new Condition.Severe(
                            new Severities(java.util.Set.of(Severity.CRITICAL, Severity.HIGH), false), true)
                    : Condition.ALWAYS;
            lists.add(new WatchList(empty.name(), empty.to(), empty.delivery(), lines, when, false, empty.made(), 0));
        }
        return lists;
    }

    /** Arguments: home, lists, rules, CVEs. */
    public static void main(String[] arguments) {
        int cves = Integer.parseInt(arguments[3]);
        try (Reader reader = SqliteStore.at(Path.of(arguments[0])).reader()) {
            MatcherBenchmark benchmark = new MatcherBenchmark(reader);
            List<WatchList> lists = benchmark.lists(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
            List<CveId> all = reader.scan().published(LocalDate.of(2020, 1, 1));
            List<CveId> changed = all.subList(Math.max(0, all.size() - cves), all.size());
            List<Subject> subjects = new ArrayList<>();
            long begun = cpu();
            Subjects.in(reader, fault -> {}).cves(changed, subjects::add);
            System.out.printf(Locale.ROOT, "%d subjects read in %.2f s%n", subjects.size(), (cpu() - begun) / 1e9);
            begun = cpu();
            Matcher matcher = Matcher.of(lists);
            System.out.printf(
                    Locale.ROOT,
                    "index of %d lists, %d rules made in %.2f s%n",
                    lists.size(),
                    lists.stream().mapToInt(list -> list.rules().size()).sum(),
                    (cpu() - begun) / 1e9);
            for (int round = 0; round < ROUNDS; round++) {
                begun = cpu();
                long matches = 0;
                for (Subject subject : subjects) {
                    matches += matcher.match(subject).size();
                }
                System.out.printf(
                        Locale.ROOT, "round %d: %d matches in %.3f s%n", round, matches, (cpu() - begun) / 1e9);
            }
        }
    }

    /** Processor time of this thread: other work on the machine does not count. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
