package vigie.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
                int line = known.computeIfAbsent(rule.bare(), this::add);
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
        List<Rule> bare = rules.stream().map(Rule::bare).toList();
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
            matcher.matched(SubjectKeys.of(Subject.of(vendor, product)))
                    .keySet()
                    .forEach(number -> matcher.lines.get(number).uses().forEach(use -> known.set(use.list())));
        }
    }

    /** The lists that something concerns, in the order in which they were given. */
    public List<Match> match(Subject subject) {
        SubjectKeys keys = SubjectKeys.of(subject);
        Map<Integer, Matched> found = matched(keys);
        List<Matched> matched = new ArrayList<>(found.size());
        List<List<Matched>> alone = new ArrayList<>(found.size());
        // Of each list its lines that match, together: the list in the upper half, the number of the match in the
        // lower.
        long[] uses = new long[64];
        int count = 0;
        Map<Long, List<String>> faults = new HashMap<>();
        for (Map.Entry<Integer, Matched> one : found.entrySet()) {
            int number = matched.size();
            matched.add(one.getValue());
            alone.add(List.of(one.getValue()));
            for (Use use : lines.get(one.getKey()).uses()) {
                long key = (long) use.list() << Integer.SIZE | number;
                if (use.when() == Condition.ALWAYS
                        || use.when()
                                .tried(
                                        keys,
                                        fault -> faults.computeIfAbsent(key, any -> new ArrayList<>())
                                                .add(fault))
                                .passes()) {
                    if (count == uses.length) {
                        uses = Arrays.copyOf(uses, count * 2);
                    }
                    uses[count++] = key;
                }
            }
        }
        Arrays.sort(uses, 0, count);
        List<Match> matches = new ArrayList<>();
        for (int from = 0, end; from < count; from = end) {
            int list = (int) (uses[from] >> Integer.SIZE);
            for (end = from + 1; end < count && (int) (uses[end] >> Integer.SIZE) == list; end++) {}
            List<Matched> why = end == from + 1 ? alone.get((int) uses[from]) : together(matched, uses, from, end);
            List<String> troubles = new ArrayList<>(0);
            Condition when = lists.get(list).when();
            if (when == Condition.ALWAYS || when.tried(keys, troubles::add).passes()) {
                for (int i = from; i < end && !faults.isEmpty(); i++) {
                    troubles.addAll(faults.getOrDefault(uses[i], List.of()));
                }
                matches.add(new Match(lists.get(list), why, troubles));
            }
        }
        return matches;
    }

    private static List<Matched> together(List<Matched> matched, long[] uses, int from, int end) {
        List<Matched> why = new ArrayList<>(end - from);
        for (int i = from; i < end; i++) {
            why.add(matched.get((int) uses[i]));
        }
        why.sort(Comparator.comparing(Matched::certainty));
        return why;
    }

    /** The lines that match, with where each does best. */
    private Map<Integer, Matched> matched(SubjectKeys keys) {
        Map<Integer, Matched> matched = new HashMap<>();
        BitSet numbers = new BitSet(lines.size());
        for (SubjectKeys.ProductKeys product : keys.products()) {
            numbers.clear();
            candidates(product, numbers);
            for (int number = numbers.nextSetBit(0); number >= 0; number = numbers.nextSetBit(number + 1)) {
                Matched before = matched.get(number);
                Matched now = lines.get(number).line().better(product, before);
                if (now != null && now != before) {
                    matched.put(number, now);
                }
            }
        }
        numbers.clear();
        others(keys, numbers);
        for (int number = numbers.nextSetBit(0); number >= 0; number = numbers.nextSetBit(number + 1)) {
            int line = number;
            lines.get(number).line().match(keys).ifPresent(one -> matched.put(line, one));
        }
        return matched;
    }

    private void candidates(SubjectKeys.ProductKeys product, BitSet numbers) {
        set(numbers, byProduct.get(product.name()));
        set(numbers, byVendor.get(product.vendor()));
        product.beginnings().forEach(key -> set(numbers, byProduct.get(key)));
        product.packages().forEach(key -> set(numbers, byProduct.get(key)));
    }

    /** Candidates that are not compared with products. */
    private void others(SubjectKeys keys, BitSet numbers) {
        always.forEach(numbers::set);
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
    }

    private static void set(BitSet numbers, List<Integer> lines) {
        if (lines != null) {
            for (int line : lines) {
                numbers.set(line);
            }
        }
    }
}
