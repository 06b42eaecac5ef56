package vigie.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vigie.model.Contribution;
import vigie.model.Score;
import vigie.text.Messages;

/**
 * The contributions to a score as a handful of reasons, the strongest first. Every contribution is in one reason, so that
 * the bias and all reasons add up to the margin.
 */
public final class Reasons {

    private static final int MOST_FACTS = 4;
    private static final int MOST_OBJECTIONS = 2;

    /** A fact that adds less than this share of the strongest is not worth words. */
    private static final double FAINT = 0.05;

    /** A fact that pulls the other way is told if it takes away so much of what remains. */
    private static final double OBJECTION = 0.2;

    private static final Comparator<Contribution> LARGEST_FIRST = Comparator.comparingDouble(
                    (Contribution c) -> -Math.abs(c.logOdds()))
            .thenComparing(Contribution::feature);

    private final FeatureWords words;

    public Reasons(Messages messages) {
        this.words = new FeatureWords(messages);
    }

    public FeatureWords words() {
        return words;
    }

    /** The reasons of which all contributions are known. */
    public List<Reason> of(List<Contribution> all) {
        Set<Absence> absent = Absence.of(all);
        Facts facts = new Facts(words, absent);
        Map<Topic, List<Contribution>> topics = new EnumMap<>(Topic.class);
        all.stream()
                .sorted(LARGEST_FIRST)
                .forEach(one -> topics.computeIfAbsent(
                                Topic.of(FeatureName.parse(one.feature()), absent), topic -> new ArrayList<>())
                        .add(one));
        List<Reason> reasons = new ArrayList<>();
        topics.forEach((topic, ones) -> reasons.add(reason(topic, ones, facts.of(ones))));
        reasons.sort(strongestFirst());
        return List.copyOf(reasons);
    }

    /** The reasons as far as the listed contributions tell; the last one is the rest, whatever its size. */
    public List<Reason> of(Score score) {
        List<Reason> reasons = new ArrayList<>(of(score.listed()));
        reasons.add(
                new Reason(Topic.REST, score.rest(), List.of(), words.words().get("rest")));
        return List.copyOf(reasons);
    }

    private static Comparator<Reason> strongestFirst() {
        return Comparator.comparingDouble((Reason r) -> -Math.abs(r.logOdds())).thenComparing(Reason::topic);
    }

    private Reason reason(Topic topic, List<Contribution> contributions, List<Fact> facts) {
        double sum = contributions.stream().mapToDouble(Contribution::logOdds).sum();
        return new Reason(topic, sum, List.copyOf(contributions), words(sum, facts));
    }

    private String words(double sum, List<Fact> facts) {
        double sign = Math.signum(sum);
        List<Fact> sorted = facts.stream()
                .sorted(Comparator.comparingDouble(f -> -Math.abs(f.logOdds())))
                .toList();
        List<Fact> with = sorted.stream().filter(f -> f.logOdds() * sign > 0).toList();
        if (with.isEmpty()) {
            return said(sorted);
        }
        double strongest = Math.abs(with.get(0).logOdds());
        String main = said(with.stream()
                .filter(f -> Math.abs(f.logOdds()) >= FAINT * strongest)
                .toList());
        List<Fact> objections = sorted.stream()
                .filter(f -> f.logOdds() * sign < 0 && Math.abs(f.logOdds()) >= OBJECTION * Math.abs(sum))
                .limit(MOST_OBJECTIONS)
                .toList();
        return objections.isEmpty() ? main : words.words().get("although", main, said(objections));
    }

    private String said(List<Fact> facts) {
        List<String> parts = facts.stream().limit(MOST_FACTS).map(Fact::words).toList();
        boolean commas = parts.stream().anyMatch(part -> part.contains(","));
        return String.join(commas ? words.words().get("join") : ", ", parts);
    }
}
