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
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import vigie.model.Bulletin;
import vigie.model.CveId;

/**
 * Tells which watch lists something concerns, and by which of their lines. Lines are found through the names of what is looked at
 * (inverted index), and lines that several lists share are compared once: the time grows with what matches, not with the number of
 * lists. For any number of threads.
 */
public final class Matcher {

    /** So many lines of products are kept, about 40 MB. */
    private static final int MOST_FOUND = 1_000_000;

    private static final byte TO_COMPARE = -1;

    private static final Matched.Certainty[] CERTAINTIES = Matched.Certainty.values();

    private final List<WatchList> lists;
    private final List<Shared> lines = new ArrayList<>();
    private final Map<String, List<Integer>> byProduct = new HashMap<>();
    private final Map<String, List<Integer>> byVendor = new HashMap<>();
    private final Map<String, List<Integer>> byWord = new HashMap<>();
    private final Map<CveId, List<Integer>> byCve = new HashMap<>();
    private final Map<Bulletin.Kind, List<Integer>> byType = new EnumMap<>(Bulletin.Kind.class);
    private final List<Integer> always = new ArrayList<>();

    /** Conditions, each once; the first holds always. */
    private final List<Condition> conditions = new ArrayList<>(List.of(Condition.ALWAYS));

    /** Numbers of the conditions of the lists. */
    private final int[] conditionOfList;

    /** The same few products are in most CVEs. Emptied when it is full. */
    private final Map<Named, Candidates> found = new ConcurrentHashMap<>();

    /** About how many lines are in there. */
    private final AtomicInteger foundLines = new AtomicInteger();

    /** Arrays with a place for each line, zero where they are not in use. */
    private final Queue<int[]> places = new ConcurrentLinkedQueue<>();

    /** A line, and the rules of all lists that have it. */
    private record Shared(AskedLine line, List<Use> uses) {}

    /** @param when number of the condition of the rule */
    private record Use(int list, int when) {}

    /** What decides which lines may match a product, whatever is said of its versions. */
    private record Named(String vendor, String name, List<String> packages, String part, boolean direct) {
        static Named of(Subject.Product product) {
            return new Named(product.vendor(), product.name(), product.packages(), product.part(), product.direct());
        }
    }

    /**
     * The lines that name a product.
     *
     * @param lines their numbers
     * @param certainties by the numbers of {@link Matched.Certainty}; {@link #TO_COMPARE} where what is said of versions decides
     * @param readings of those that are compared; none for the others
     */
    private record Candidates(int[] lines, byte[] certainties, List<List<AskedLine.Reading>> readings) {}

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
        this.conditionOfList = new int[lists.size()];
        Map<Rule, Integer> known = new HashMap<>();
        Map<Condition, Integer> numbers = new HashMap<>(Map.of(Condition.ALWAYS, 0));
        for (int list = 0; list < lists.size(); list++) {
            conditionOfList[list] = numbers.computeIfAbsent(lists.get(list).when(), this::condition);
            for (Rule rule : lists.get(list).rules()) {
                int line = known.computeIfAbsent(rule.bare(), this::add);
                lines.get(line).uses().add(new Use(list, numbers.computeIfAbsent(rule.when(), this::condition)));
            }
        }
    }

    private int condition(Condition one) {
        conditions.add(one);
        return conditions.size() - 1;
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
        // Under the word that the fewest lines have, the longest of these: "vulnerability" is in most texts.
        line.words().stream()
                .min(Comparator.comparingInt((String word) ->
                                byWord.getOrDefault(word, List.of()).size())
                        .thenComparingInt(word -> -word.length()))
                .ifPresent(word -> index(byWord, word, number));
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

        /** Whether a line names a product, in any version. */
        boolean names(Subject.Product product) {
            return !matcher.matched(SubjectKeys.of(Subject.of(product.vendor(), product.name())))
                    .matched
                    .isEmpty();
        }

        /** Whether something matches a line. */
        boolean match(Subject subject) {
            return !matcher.match(subject).isEmpty();
        }

        /** Marks the lines that a product, of any version, matches. */
        void named(String vendor, String product, BitSet known) {
            Found found = matcher.matched(SubjectKeys.of(Subject.of(vendor, product)));
            for (int i = 0; i < found.matched.size(); i++) {
                matcher.lines.get(found.lines[i]).uses().forEach(use -> known.set(use.list()));
            }
        }
    }

    /** The lists that something concerns, in the order in which they were given. */
    public List<Match> match(Subject subject) {
        SubjectKeys keys = SubjectKeys.of(subject);
        Found all = matched(keys);
        Tried tried = new Tried(keys);
        List<Matched> matched = all.matched;
        List<List<Matched>> alone = new ArrayList<>(matched.size());
        // Of each list its lines that match, together: the list in the upper half, the number of the match in the
        // lower.
        long[] uses = new long[64];
        int count = 0;
        for (int number = 0; number < matched.size(); number++) {
            alone.add(List.of(matched.get(number)));
            for (Use use : lines.get(all.lines[number]).uses()) {
                if (tried.passes(use.when())) {
                    if (count == uses.length) {
                        uses = Arrays.copyOf(uses, count * 2);
                    }
                    uses[count++] = (long) use.list() << Integer.SIZE | number;
                }
            }
        }
        Arrays.sort(uses, 0, count);
        List<Match> matches = new ArrayList<>();
        for (int from = 0, end; from < count; from = end) {
            int list = (int) (uses[from] >> Integer.SIZE);
            for (end = from + 1; end < count && (int) (uses[end] >> Integer.SIZE) == list; end++) {}
            if (tried.passes(conditionOfList[list])) {
                List<Matched> why = end == from + 1 ? alone.get((int) uses[from]) : together(matched, uses, from, end);
                List<String> faults = tried.faults.isEmpty() ? List.of() : faults(tried, all, list, uses, from, end);
                matches.add(new Match(lists.get(list), why, faults));
            }
        }
        return matches;
    }

    /** What went wrong with the condition of a list, and with those of its rules that match. */
    private List<String> faults(Tried tried, Found all, int list, long[] uses, int from, int end) {
        List<String> faults = new ArrayList<>(tried.faults.getOrDefault(conditionOfList[list], List.of()));
        for (int i = from; i < end; i++) {
            for (Use use : lines.get(all.lines[(int) uses[i]]).uses()) {
                if (use.list() == list) {
                    faults.addAll(tried.faults.getOrDefault(use.when(), List.of()));
                }
            }
        }
        return faults;
    }

    /** Conditions, each tried once with a subject. */
    private final class Tried {
        private static final byte PASSES = 1;
        private static final byte FAILS = 2;

        private final SubjectKeys keys;
        private final byte[] answers = new byte[conditions.size()];
        private final Map<Integer, List<String>> faults = new HashMap<>();

        Tried(SubjectKeys keys) {
            this.keys = keys;
            answers[0] = PASSES;
        }

        boolean passes(int number) {
            if (answers[number] == 0) {
                Condition.Answer answer = conditions
                        .get(number)
                        .tried(
                                keys,
                                fault -> faults.computeIfAbsent(number, any -> new ArrayList<>())
                                        .add(fault));
                answers[number] = answer.passes() ? PASSES : FAILS;
            }
            return answers[number] == PASSES;
        }
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
    private static final class Found {
        private int[] lines = new int[16];
        private final List<Matched> matched = new ArrayList<>();

        void add(int line, Matched one) {
            if (matched.size() == lines.length) {
                lines = Arrays.copyOf(lines, lines.length * 2);
            }
            lines[matched.size()] = line;
            matched.add(one);
        }
    }

    private Found matched(SubjectKeys keys) {
        Found all = products(keys);
        BitSet numbers = new BitSet(lines.size());
        others(keys, numbers);
        for (int number = numbers.nextSetBit(0); number >= 0; number = numbers.nextSetBit(number + 1)) {
            int line = number;
            lines.get(number).line().match(keys).ifPresent(one -> all.add(line, one));
        }
        return all;
    }

    /** The lines that match products. Those that name products, and those that do not, are different ones. */
    private Found products(SubjectKeys keys) {
        int[] polled = places.poll();
        // Of each line that was found the product, from 1, in the upper bits, and the certainty.
        int[] place = polled == null ? new int[lines.size()] : polled;
        int[] touched = new int[64];
        int count = 0;
        List<SubjectKeys.ProductKeys> products = keys.products();
        for (int i = 0; i < products.size(); i++) {
            SubjectKeys.ProductKeys product = products.get(i);
            Candidates candidates = candidates(product);
            for (int c = 0; c < candidates.lines.length; c++) {
                int line = candidates.lines[c];
                int before = place[line];
                if (before != 0 && (before & 7) == 0) {
                    // Nothing is surer.
                    continue;
                }
                int certainty = candidates.certainties[c];
                if (certainty == TO_COMPARE) {
                    Matched.Certainty compared = AskedLine.certainty(candidates.readings.get(c), product.said());
                    certainty = compared == null ? CERTAINTIES.length : compared.ordinal();
                }
                if (certainty < (before == 0 ? CERTAINTIES.length : before & 7)) {
                    if (before == 0) {
                        if (count == touched.length) {
                            touched = Arrays.copyOf(touched, count * 2);
                        }
                        touched[count++] = line;
                    }
                    place[line] = i + 1 << 3 | certainty;
                }
            }
        }
        Found found = new Found();
        for (int i = 0; i < count; i++) {
            int line = touched[i];
            SubjectKeys.ProductKeys product = products.get((place[line] >> 3) - 1);
            found.add(line, lines.get(line).line().matched(product, CERTAINTIES[place[line] & 7]));
            place[line] = 0;
        }
        places.offer(place);
        return found;
    }

    private Candidates candidates(SubjectKeys.ProductKeys product) {
        Named name = Named.of(product.product());
        Candidates known = found.get(name);
        if (known == null) {
            known = compared(product);
            // Each takes as much as a few lines, if it has none.
            if (foundLines.addAndGet(known.lines.length + 4) > MOST_FOUND) {
                found.clear();
                foundLines.set(0);
            }
            found.put(name, known);
        }
        return known;
    }

    private Candidates compared(SubjectKeys.ProductKeys product) {
        BitSet numbers = new BitSet(lines.size());
        set(numbers, byProduct.get(product.name()));
        set(numbers, byVendor.get(product.vendor()));
        product.beginnings().forEach(key -> set(numbers, byProduct.get(key)));
        product.packages().forEach(key -> set(numbers, byProduct.get(key)));
        int[] some = new int[numbers.cardinality()];
        byte[] certainties = new byte[some.length];
        List<List<AskedLine.Reading>> readings = new ArrayList<>();
        int count = 0;
        for (int number = numbers.nextSetBit(0); number >= 0; number = numbers.nextSetBit(number + 1)) {
            List<AskedLine.Reading> all = lines.get(number).line().readings(product);
            if (!all.isEmpty()) {
                boolean versioned = false;
                for (AskedLine.Reading one : all) {
                    versioned = versioned || !one.versions().isEmpty();
                }
                some[count] = number;
                certainties[count++] = versioned
                        ? TO_COMPARE
                        : (byte) AskedLine.certainty(all, product.said()).ordinal();
                readings.add(versioned ? all : List.of());
            }
        }
        return new Candidates(Arrays.copyOf(some, count), Arrays.copyOf(certainties, count), readings);
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
