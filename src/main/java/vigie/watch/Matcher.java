package vigie.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vigie.model.Bulletin;
import vigie.model.CveId;

/**
 * Tells which watch lists something concerns, and by which of their lines. Lines are found through the names of what is looked at
 * (inverted index), and lines that several lists share are compared once: the time grows with what matches, not with the number of
 * lists. Immutable.
 */
public final class Matcher {

    private final List<WatchList> lists;
    private final List<Shared> lines = new ArrayList<>();
    private final Map<String, List<Integer>> byProduct = new HashMap<>();
    private final Map<String, List<Integer>> byVendor = new HashMap<>();
    private final Map<String, List<Integer>> byWord = new HashMap<>();
    private final Map<CveId, List<Integer>> byCve = new HashMap<>();
    private final Map<Bulletin.Kind, List<Integer>> byType = new EnumMap<>(Bulletin.Kind.class);
    private final List<Integer> always = new ArrayList<>();

    /** A line, and the rules of all lists that have it. */
    private record Shared(AskedLine line, List<Use> uses) {}

    private record Use(int list, Condition when) {}

    /**
     * Something that concerns a list.
     *
     * @param list the list
     * @param why its lines that match, the surest first
     * @param faults rules that could not be tried, and let it through: what went wrong
     */
    public record Match(WatchList list, List<Matched> why, List<String> faults) {

        /** Keeps copies. */
        public Match {
            why = List.copyOf(why);
            faults = List.copyOf(faults);
        }
    }

    private Matcher(List<WatchList> lists) {
        this.lists = List.copyOf(lists);
        Map<Rule, Integer> known = new HashMap<>();
        for (int list = 0; list < lists.size(); list++) {
            for (Rule rule : lists.get(list).rules()) {
                Rule bare = new Rule(rule.line(), rule.version(), Condition.ALWAYS);
                int line = known.computeIfAbsent(bare, this::add);
                lines.get(line).uses().add(new Use(list, rule.when()));
            }
        }
    }

    /** For some lists; paused ones too: whoever asks decides what becomes of them. */
    public static Matcher of(List<WatchList> lists) {
        return new Matcher(lists);
    }

    private int add(Rule bare) {
        int number = lines.size();
        AskedLine line = AskedLine.of(bare);
        lines.add(new Shared(line, new ArrayList<>()));
        line.productKeys().distinct().forEach(key -> index(byProduct, key, number));
        line.vendorKeys().forEach(key -> index(byVendor, key, number));
        line.cves().forEach(cve -> index(byCve, cve, number));
        line.publicationTypes().forEach(type -> index(byType, type, number));
        String word = line.longestWord();
        if (!word.isEmpty()) {
            index(byWord, word, number);
        }
        if (bare.line().kind() == WatchLine.Kind.ALL) {
            always.add(number);
        }
        return number;
    }

    private static <K> void index(Map<K, List<Integer>> index, K key, int line) {
        index.computeIfAbsent(key, any -> new ArrayList<>(1)).add(line);
    }

    /** Lines without lists, to find which of them name something. */
    static Lines lines(List<Rule> rules) {
        List<Rule> bare = rules.stream()
                .map(rule -> new Rule(rule.line(), rule.version(), Condition.ALWAYS))
                .toList();
        List<WatchList> each = new ArrayList<>();
        for (Rule rule : bare) {
            WatchList empty = WatchFile.empty("line", "line", Instant.EPOCH, 0);
            each.add(new WatchList(
                    empty.name(), empty.to(), empty.delivery(), List.of(rule), empty.when(), false, empty.made(), 0));
        }
        return new Lines(new Matcher(each));
    }

    /** See {@link #lines}. */
    record Lines(Matcher matcher) {

        /** Marks the lines that a product, of any version, matches. */
        void named(String vendor, String product, BitSet known) {
            SubjectKeys keys = SubjectKeys.of(Subject.of(vendor, product));
            matcher.candidates(keys).stream().forEach(number -> {
                Shared shared = matcher.lines.get(number);
                if (shared.line().match(keys).isPresent()) {
                    shared.uses().forEach(use -> known.set(use.list()));
                }
            });
        }
    }

    /** The lists that something concerns, in the order in which they were given. */
    public List<Match> match(Subject subject) {
        SubjectKeys keys = SubjectKeys.of(subject);
        Map<Integer, Found> found = new TreeMap<>();
        candidates(keys).stream().forEach(number -> {
            Shared shared = lines.get(number);
            shared.line().match(keys).ifPresent(matched -> {
                for (Use use : shared.uses()) {
                    take(found, use, matched, keys);
                }
            });
        });
        List<Match> matches = new ArrayList<>(found.size());
        found.forEach((list, why) -> {
            if (holds(lists.get(list).when(), keys, why)) {
                why.matched.sort(Comparator.comparing(Matched::certainty));
                matches.add(new Match(lists.get(list), why.matched, why.faults));
            }
        });
        return matches;
    }

    /** What was found for one list. */
    private static final class Found {
        private final List<Matched> matched = new ArrayList<>(2);
        private final List<String> faults = new ArrayList<>(0);
    }

    private static void take(Map<Integer, Found> found, Use use, Matched matched, SubjectKeys keys) {
        if (use.when() == Condition.ALWAYS) {
            found.computeIfAbsent(use.list(), any -> new Found()).matched.add(matched);
            return;
        }
        Found tried = new Found();
        if (holds(use.when(), keys, tried)) {
            Found of = found.computeIfAbsent(use.list(), any -> new Found());
            of.matched.add(matched);
            of.faults.addAll(tried.faults);
        }
    }

    /** Whether a condition lets something through: it does if it cannot be tried. */
    private static boolean holds(Condition condition, SubjectKeys keys, Found found) {
        try {
            return condition.of(keys).passes();
        } catch (RuntimeException | StackOverflowError e) {
            found.faults.add(e.toString());
            return true;
        }
    }

    private BitSet candidates(SubjectKeys keys) {
        BitSet numbers = new BitSet(lines.size());
        always.forEach(numbers::set);
        for (SubjectKeys.ProductKeys product : keys.products()) {
            set(numbers, byProduct.get(product.name()));
            set(numbers, byVendor.get(product.vendor()));
            product.beginnings().forEach(key -> set(numbers, byProduct.get(key)));
            product.packages().forEach(key -> set(numbers, byProduct.get(key)));
        }
        keys.subject().cves().forEach(cve -> set(numbers, byCve.get(cve)));
        keys.subject().publicationTypes().forEach(type -> set(numbers, byType.get(type)));
        if (!byWord.isEmpty()) {
            for (SubjectKeys.Plain text : keys.texts()) {
                String words = text.words();
                for (int from = 1, end = words.indexOf(' ', 1);
                        end > 0;
                        from = end + 1, end = words.indexOf(' ', from)) {
                    set(numbers, byWord.get(words.substring(from, end)));
                }
            }
        }
        return numbers;
    }

    private static void set(BitSet numbers, List<Integer> lines) {
        if (lines != null) {
            for (int line : lines) {
                numbers.set(line);
            }
        }
    }
}
