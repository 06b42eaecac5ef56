package vigie.ssvc;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a decision table says of a CVE on an asset: one outcome, or all that are possible as long as a decision point is not
 * decided. The worst of them counts for the order and the due day, so that an answer nobody gave hides nothing.
 *
 * @param tree the table
 * @param outcomes the possible outcomes, the most urgent last; at least one
 * @param answers to the points of the table, by {@link DecisionPoint#point}, in the order of the table; a point that nobody answers
 *     has all its values
 * @param open the points whose answer would change the outcomes, those that change more first
 * @param due by when, if the worst outcome names a number of days and a day to count from is known
 */
public record Decision(
        Tree tree,
        List<DecisionPoint.Value> outcomes,
        Map<String, Answer> answers,
        List<Open> open,
        Optional<Due> due) {

    /** The days of outcomes by their names: each row of a list asks for them. */
    private static final Map<String, OptionalInt> NAMED_DAYS = new ConcurrentHashMap<>();

    private static final int MOST_NAMES = 100;

    private static final Pattern DAYS = Pattern.compile("(\\d{1,4}) days?\\b.*");

    /** Tables whose outcome is a point of another one stand at most two deep in SSVC. */
    private static final int DEEPEST = 4;

    /**
     * A point that is not decided and whose answer changes the outcomes.
     *
     * @param point the question
     * @param outcomes by the key of each possible answer, the outcomes that it leaves, the most urgent last
     */
    public record Open(DecisionPoint point, Map<String, List<DecisionPoint.Value>> outcomes) {}

    /** From which day on days are counted. */
    public enum From {
        /** The day on which CISA took the CVE into its catalogue. */
        LISTED,
        /** The day on which it was detected on the asset. */
        DETECTED
    }

    /**
     * By when.
     *
     * @param day the last day
     * @param days how many days there are
     * @param start the day from which they are counted
     * @param from what happened on that day
     */
    public record Due(LocalDate day, int days, LocalDate start, From from) {}

    /**
     * The days from which a due day can be counted.
     *
     * @param listed when CISA took the CVE into its catalogue
     * @param detected when it was detected on the asset
     */
    public record Dates(Optional<LocalDate> listed, Optional<LocalDate> detected) {

        /** No day is known. */
        public static final Dates NONE = new Dates(Optional.empty(), Optional.empty());
    }

    /** Keeps copies. */
    public Decision {
        outcomes = List.copyOf(outcomes);
        answers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(answers));
        open = List.copyOf(open);
    }

    /** Decides about a CVE and nothing in particular that it is on. */
    public static Decision of(Tree tree, Points cve, Dates dates) {
        return of(tree, cve, AssetClass.ANY, dates);
    }

    /**
     * Decides about a CVE on an asset.
     *
     * @param cve what is known of the CVE, see {@link CvePoints}
     * @param asset what is known of the asset; where both answer, this stands
     */
    public static Decision of(Tree tree, Points cve, AssetClass asset, Dates dates) {
        Points all = cve.and(asset.points());
        Map<String, Answer> answers = new LinkedHashMap<>();
        tree.points().forEach(point -> answers.put(point.point(), answer(point, all, 0)));
        BitSet possible = possible(tree, all, 0);
        List<DecisionPoint.Value> outcomes = values(tree, possible);
        return new Decision(tree, outcomes, answers, open(tree, all, possible), due(outcomes, dates));
    }

    private static BitSet possible(Tree tree, Points all, int depth) {
        List<Set<String>> chosen = new ArrayList<>();
        tree.points().forEach(point -> chosen.add(answer(point, all, depth).values()));
        return tree.possible(chosen);
    }

    /** What somebody answers to the point, as far as the point knows it; else what another table makes of other answers; else all. */
    private static Answer answer(DecisionPoint point, Points all, int depth) {
        Optional<Answer> given = all.answer(point.point());
        if (given.isPresent()) {
            Set<String> known = new LinkedHashSet<>();
            point.values().stream()
                    .map(DecisionPoint.Value::key)
                    .filter(given.get().values()::contains)
                    .forEach(known::add);
            if (!known.isEmpty()) {
                return new Answer(known, given.get().basis(), given.get().by());
            }
        }
        Set<String> every = new LinkedHashSet<>();
        point.values().forEach(value -> every.add(value.key()));
        Optional<Tree> other = depth < DEEPEST ? Trees.answering(point.point()) : Optional.empty();
        if (other.isPresent()) {
            Set<String> made = new LinkedHashSet<>();
            values(other.get(), possible(other.get(), all, depth + 1)).stream()
                    .map(DecisionPoint.Value::key)
                    .filter(every::contains)
                    .forEach(made::add);
            if (!made.isEmpty() && made.size() < every.size()) {
                return new Answer(made, Answer.Basis.TABLE, List.of(other.get().id()));
            }
        }
        return new Answer(every, Answer.Basis.UNKNOWN, List.of());
    }

    private static List<DecisionPoint.Value> values(Tree tree, BitSet places) {
        return places.stream().mapToObj(tree.outcome().values()::get).toList();
    }

    /** The questions behind a table: its points, and for those that another table answers the points of that one. */
    private static void questions(Tree tree, Points all, int depth, Map<String, DecisionPoint> found) {
        for (DecisionPoint point : tree.points()) {
            Optional<Tree> other = all.answer(point.point()).isEmpty() && depth < DEEPEST
                    ? Trees.answering(point.point())
                    : Optional.empty();
            if (other.isPresent()) {
                questions(other.get(), all, depth + 1, found);
            } else {
                found.putIfAbsent(point.point(), point);
            }
        }
    }

    private static List<Open> open(Tree tree, Points all, BitSet possible) {
        if (possible.cardinality() == 1) {
            return List.of();
        }
        Map<String, DecisionPoint> questions = new LinkedHashMap<>();
        questions(tree, all, 0, questions);
        record Weighed(Open open, int left) {}
        List<Weighed> found = new ArrayList<>();
        for (DecisionPoint point : questions.values()) {
            Map<String, List<DecisionPoint.Value>> outcomes = new LinkedHashMap<>();
            Set<BitSet> different = new LinkedHashSet<>();
            int left = 0;
            Set<String> undecided = answer(point, all, 0).values();
            for (String value : undecided) {
                Answer assumed = Answer.of(value, Answer.Basis.STATED);
                BitSet then = possible(tree, all.with(point.point(), assumed), 0);
                different.add(then);
                left += then.cardinality();
                outcomes.put(value, values(tree, then));
            }
            if (different.size() > 1) {
                found.add(new Weighed(new Open(point, outcomes), left * 1000 / undecided.size()));
            }
        }
        return found.stream()
                .sorted(java.util.Comparator.comparingInt(Weighed::left))
                .map(Weighed::open)
                .toList();
    }

    /**
     * The days that an outcome gives, as its name says them: {@code 14 days}; empty where it names none.
     *
     * @param outcome an outcome of any table
     */
    public static OptionalInt days(DecisionPoint.Value outcome) {
        OptionalInt known = NAMED_DAYS.get(outcome.name());
        if (known == null) {
            Matcher days = DAYS.matcher(outcome.name());
            known = days.matches() ? OptionalInt.of(Integer.parseInt(days.group(1))) : OptionalInt.empty();
            if (NAMED_DAYS.size() < MOST_NAMES) {
                NAMED_DAYS.put(outcome.name(), known);
            }
        }
        return known;
    }

    /** Days count from whichever came first, the listing or the detection: a day that is too early hides nothing. */
    private static Optional<Due> due(List<DecisionPoint.Value> outcomes, Dates dates) {
        OptionalInt days = days(outcomes.get(outcomes.size() - 1));
        Optional<LocalDate> listed = dates.listed();
        boolean byListing = listed.isPresent()
                && dates.detected().filter(listed.get()::isAfter).isEmpty();
        return days.isEmpty()
                ? Optional.empty()
                : (byListing ? listed : dates.detected())
                        .map(start -> new Due(
                                start.plusDays(days.getAsInt()),
                                days.getAsInt(),
                                start,
                                byListing ? From.LISTED : From.DETECTED));
    }

    /** By when, counted from other days than those it was decided with: the outcomes do not depend on them. */
    public Optional<Due> due(Dates dates) {
        return due(outcomes, dates);
    }

    /** The most urgent outcome that is possible. */
    public DecisionPoint.Value worst() {
        return outcomes.get(outcomes.size() - 1);
    }

    /** The least urgent outcome that is possible. */
    public DecisionPoint.Value least() {
        return outcomes.get(0);
    }

    /** Whether only one outcome is possible. */
    public boolean decided() {
        return outcomes.size() == 1;
    }

    /** How urgent the worst outcome is among those of its table: 0 for the least, higher is more urgent. */
    public int rank() {
        return tree.outcome().place(worst().key());
    }
}
