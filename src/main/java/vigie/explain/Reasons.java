package vigie.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vigie.explain.FeatureWords.Claim;
import vigie.model.Contribution;
import vigie.model.FeatureName;
import vigie.model.Score;
import vigie.model.Topic;
import vigie.model.Topic.Absence;
import vigie.text.Messages;

/**
 * Groups the contributions to a score into a handful of reasons, the strongest first. Contributions are grouped by
 * {@link Topic}; within a topic, features that say one thing together (the values of one CVSS metric, the counts of one
 * thing, everything that depends on a missing assessment) become one statement. Every contribution is in exactly one reason,
 * so that the bias and all reasons add up to the margin.
 */
public final class Reasons {

    private static final int MOST_STATEMENTS = 4;

    /** A statement that adds less than this share of the strongest is left out. */
    private static final double FAINT = 0.05;

    private static final String METRIC = "CVSS_";

    private static final Comparator<Contribution> LARGEST_FIRST = Comparator.comparingDouble(
                    (Contribution c) -> -Math.abs(c.logOdds()))
            .thenComparing(Contribution::feature);

    private final FeatureWords words;

    /** @param messages the user's language */
    public Reasons(Messages messages) {
        this.words = new FeatureWords(messages);
    }

    /**
     * Why a score is higher or lower: related features, and what they say together.
     *
     * @param topic what it is about
     * @param logOdds the sum of all its contributions; below zero if it lowers the score
     * @param contributions what its features add, the largest first
     * @param others how many features of little effect it has besides
     * @param words what those of its features say that pull in its direction
     */
    public record Reason(Topic topic, double logOdds, List<Contribution> contributions, int others, String words) {

        /** Whether it raises the score. */
        public boolean raises() {
            return logOdds > 0;
        }

        /** Whether it lowers the score. */
        public boolean lowers() {
            return logOdds < 0;
        }
    }

    /**
     * A reason in short.
     *
     * @param factor by what it multiplies or divides the odds: {@code ×64}
     * @param raises whether it raises the score
     * @param words what it says
     */
    public record Line(String factor, boolean raises, String words) {}

    /** What some features of a topic say, and the sum of their contributions. */
    record Statement(String words, double logOdds) {}

    /** A claim of one feature or of features bundled into one, and the sum of their contributions. */
    private record Said(Claim claim, double logOdds) {}

    /** The words for single features, in the same language. */
    public FeatureWords words() {
        return words;
    }

    /**
     * The reasons of a score. Listed contributions are named; what is not listed is counted to its topic, or, in a score of an
     * earlier version, is one reason of its own, which comes last.
     */
    public List<Reason> of(Score score) {
        Map<Topic, Score.Others> others = new EnumMap<>(Topic.class);
        score.others().forEach(one -> others.put(one.topic(), one));
        List<Reason> reasons = new ArrayList<>(grouped(score.listed(), Absence.of(score.listed()), others));
        if (others.isEmpty()) {
            reasons.add(new Reason(
                    Topic.REST, score.rest(), List.of(), 0, words.words().get("rest")));
        }
        return List.copyOf(reasons);
    }

    /**
     * As {@link #of(Score)}, with the same sums; the words are of all contributions, since they are at hand.
     *
     * @param all the contributions of all features
     */
    public List<Reason> of(Score score, List<Contribution> all) {
        Map<Topic, String> said = new EnumMap<>(Topic.class);
        complete(score, all).forEach(reason -> said.put(reason.topic(), reason.words()));
        return of(score).stream()
                .map(reason -> new Reason(
                        reason.topic(),
                        reason.logOdds(),
                        reason.contributions(),
                        reason.others(),
                        said.getOrDefault(reason.topic(), reason.words())))
                .toList();
    }

    /**
     * The reasons of a score with each of its contributions.
     *
     * @param all the contributions of all features
     */
    public List<Reason> complete(Score score, List<Contribution> all) {
        return grouped(all, Absence.of(score.listed()), Map.of());
    }

    private List<Reason> grouped(List<Contribution> all, Set<Absence> absent, Map<Topic, Score.Others> others) {
        Map<Topic, List<Contribution>> topics = new EnumMap<>(Topic.class);
        others.keySet().forEach(topic -> topics.put(topic, new ArrayList<>()));
        all.stream()
                .sorted(LARGEST_FIRST)
                .forEach(one -> topics.computeIfAbsent(
                                Topic.of(FeatureName.parse(one.feature()), absent), topic -> new ArrayList<>())
                        .add(one));
        List<Reason> reasons = new ArrayList<>();
        topics.forEach((topic, ones) -> {
            Score.Others rest = others.getOrDefault(topic, new Score.Others(topic, 0, 0));
            double sum = sum(ones) + rest.logOdds();
            String said = ones.isEmpty()
                    ? words.words().get("others", rest.features())
                    : words(sum, statements(ones, absent));
            reasons.add(new Reason(topic, sum, List.copyOf(ones), rest.features(), said));
        });
        reasons.sort(
                Comparator.comparingDouble((Reason r) -> -Math.abs(r.logOdds())).thenComparing(Reason::topic));
        return reasons;
    }

    /**
     * The strongest reasons: those that raise the score, then those that lower it.
     *
     * @param up most that raise it
     * @param down most that lower it
     */
    public List<Line> strongest(Score score, int up, int down) {
        List<Reason> reasons = of(score).stream()
                .filter(reason -> reason.topic() != Topic.REST)
                .toList();
        return Stream.concat(
                        reasons.stream().filter(Reason::raises).limit(up),
                        reasons.stream().filter(Reason::lowers).limit(down))
                .map(reason -> new Line(words.figures().factor(reason.logOdds()), reason.raises(), reason.words()))
                .toList();
    }

    private static double sum(List<Contribution> contributions) {
        return contributions.stream().mapToDouble(Contribution::logOdds).sum();
    }

    private String words(double sum, List<Statement> statements) {
        double sign = Math.signum(sum);
        List<Statement> sorted = statements.stream()
                .sorted(Comparator.comparingDouble(s -> -Math.abs(s.logOdds())))
                .toList();
        List<Statement> with =
                sorted.stream().filter(s -> s.logOdds() * sign > 0).toList();
        if (with.isEmpty()) {
            return joined(sorted);
        }
        double strongest = Math.abs(with.get(0).logOdds());
        return joined(with.stream()
                .filter(s -> Math.abs(s.logOdds()) >= FAINT * strongest)
                .toList());
    }

    private String joined(List<Statement> statements) {
        List<String> parts =
                statements.stream().limit(MOST_STATEMENTS).map(Statement::words).toList();
        boolean commas = parts.stream().anyMatch(part -> part.contains(","));
        return String.join(commas ? words.words().get("join") : ", ", parts);
    }

    /** The statements; their sum is that of the contributions. The features with the largest contributions come first. */
    List<Statement> statements(List<Contribution> contributions, Set<Absence> absent) {
        Set<String> rated = rated(contributions);
        Map<String, List<Contribution>> bundles = new LinkedHashMap<>();
        for (Contribution one : contributions) {
            bundles.computeIfAbsent(bundle(one, rated, absent), key -> new ArrayList<>())
                    .add(one);
        }
        List<Said> said = new ArrayList<>();
        bundles.forEach((key, bundle) -> said.add(new Said(claim(bundle), sum(bundle))));
        said.sort(Comparator.comparingDouble(s -> -Math.abs(s.logOdds())));
        Map<String, List<Said>> frames = new LinkedHashMap<>();
        for (Said one : said) {
            frames.computeIfAbsent(frame(one), key -> new ArrayList<>()).add(one);
        }
        return frames.values().stream().map(this::statement).toList();
    }

    /** The metrics of which the contributions name the value. */
    private static Set<String> rated(List<Contribution> contributions) {
        Set<String> rated = new HashSet<>();
        for (Contribution one : contributions) {
            FeatureName name = FeatureName.parse(one.feature());
            if (name.isCategory() && name.subject().startsWith(METRIC) && FeatureName.holds(one.value())) {
                rated.add(name.subject());
            }
        }
        return rated;
    }

    /** Key of the bundle that a contribution belongs to: those with the same key become one claim. */
    private String bundle(Contribution one, Set<String> rated, Set<Absence> absent) {
        for (Absence absence : absent) {
            if (absence.explains(one)) {
                return "absent " + absence;
            }
        }
        FeatureName name = FeatureName.parse(one.feature());
        if (name.isCategory() && rated.contains(name.subject())) {
            return "metric " + name.subject();
        }
        return CountWords.Count.of(name, words.words())
                .map(count -> "count " + count.thing())
                .orElse("feature " + one.feature());
    }

    private Claim claim(List<Contribution> bundle) {
        if (bundle.size() == 1) {
            return words.claim(bundle.get(0));
        }
        Map<CountWords.Count, Double> counts = new LinkedHashMap<>();
        for (Contribution one : bundle) {
            CountWords.Count.of(FeatureName.parse(one.feature()), words.words())
                    .ifPresent(count -> counts.put(count, one.value()));
        }
        Optional<Contribution> holds = bundle.stream()
                .filter(one -> FeatureName.parse(one.feature()).isCategory() && FeatureName.holds(one.value()))
                .findFirst();
        return holds.map(words::claim)
                .orElseGet(() ->
                        words.counts().words(counts).map(Claim::finished).orElseGet(() -> words.claim(bundle.get(0))));
    }

    /** Items that raise the score and items that lower it are never named in one sentence. */
    private static String frame(Said said) {
        Claim claim = said.claim();
        return claim.item().isEmpty() ? claim.frame() : claim.frame() + (said.logOdds() < 0 ? " -" : " +");
    }

    private Statement statement(List<Said> said) {
        Claim first = said.get(0).claim();
        double sum = said.stream().mapToDouble(Said::logOdds).sum();
        if (first.item().isEmpty()) {
            return new Statement(first.frame(), sum);
        }
        List<String> items = said.stream().map(s -> s.claim().item()).distinct().toList();
        return new Statement(words.together(first.frame(), items), sum);
    }
}
