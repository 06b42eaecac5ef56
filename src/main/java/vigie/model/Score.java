package vigie.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The score of a CVE and its explanation, every number rounded as it is published: bias, listed contributions and rest
 * add up to the margin within 0.0000005.
 *
 * @param cve the CVE
 * @param model identifier of the model
 * @param day the day as of which it was scored
 * @param margin the model's output in log-odds, not rounded
 * @param probability of becoming known as exploited within 30 days, 0 to 1, three significant digits
 * @param spread how far the models lie apart whose mean it is; empty for a single model, and in scores of an earlier version
 * @param percentile share of the day's CVEs that score lower or the same, 0 to 1, five decimals
 * @param bias what the model says of a CVE before looking at it, in log-odds, six decimals
 * @param listed the {@value #LISTED} contributions largest in absolute value, three decimals, none of them zero: the
 *     positive ones in falling order, then the negative ones from the most negative up
 * @param rest sum of the contributions that are not listed, six decimals
 * @param others the contributions that are not listed, by topic, adding up to the rest; empty where they are not known, in scores
 *     of an earlier version
 * @param known since when it is known to be exploited, empty if it is not
 * @param updated when any of this last changed, in microseconds
 */
public record Score(
        CveId cve,
        String model,
        LocalDate day,
        double margin,
        double probability,
        Optional<Spread> spread,
        double percentile,
        double bias,
        List<Contribution> listed,
        double rest,
        List<Others> others,
        Optional<Exploited> known,
        Instant updated) {

    /**
     * Contributions of a topic that are not listed.
     *
     * @param features how many there are, 1 or more
     * @param logOdds their sum, six decimals
     */
    public record Others(Topic topic, int features, double logOdds) {}

    /** How many contributions are listed at most. */
    public static final int LISTED = 20;

    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);
    private static final Topic[] TOPICS = Topic.values();
    private static final double MILLI = 1e3;
    private static final double MICRO = 1e6;
    private static final double PERCENTILE = 1e5;

    /** The name decides between equal ones, so that the same contributions always give the same list. */
    private static final Comparator<Contribution> BY_SIZE = Comparator.comparingDouble(
                    (Contribution c) -> Math.abs(c.logOdds()))
            .thenComparing(Contribution::feature, Comparator.reverseOrder());

    private static final Comparator<Contribution> AS_LISTED = Comparator.comparing((Contribution c) -> c.logOdds() < 0)
            .thenComparing(c -> -Math.abs(c.logOdds()))
            .thenComparing(Contribution::feature);

    /** Refuses a margin that is no number, and a probability or percentile outside 0 to 1. */
    public Score {
        if (!Double.isFinite(margin) || !(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("no score: margin " + margin + ", probability " + probability);
        }
        if (!(percentile >= 0 && percentile <= 1)) {
            throw new IllegalArgumentException("no percentile: " + percentile);
        }
        listed = List.copyOf(listed);
        others = List.copyOf(others);
    }

    /**
     * The score with everything rounded as it is published.
     *
     * @param all every contribution that is not zero, or more; in any order. They and the bias add up to the margin
     */
    public static Score of(
            CveId cve,
            String model,
            LocalDate day,
            double margin,
            double probability,
            Optional<Spread> spread,
            double percentile,
            double bias,
            List<Contribution> all,
            Optional<Exploited> known,
            Instant updated) {
        List<Contribution> listed = largest(all);
        long sum =
                listed.stream().mapToLong(c -> Math.round(c.logOdds() * MILLI)).sum();
        double base = round(bias, MICRO);
        double rest = round(margin - base - sum / MILLI, MICRO);
        return new Score(
                cve,
                model,
                day,
                margin,
                new BigDecimal(probability).round(THREE_DIGITS).doubleValue(),
                spread,
                round(percentile, PERCENTILE),
                base,
                listed,
                rest,
                others(all, listed, rest),
                known,
                updated.truncatedTo(ChronoUnit.MICROS));
    }

    /**
     * The same with another place among all CVEs.
     *
     * @param place 0 to 1
     */
    public Score ranked(double place) {
        return new Score(
                cve,
                model,
                day,
                margin,
                probability,
                spread,
                round(place, PERCENTILE),
                bias,
                listed,
                rest,
                others,
                known,
                updated);
    }

    private static List<Contribution> largest(List<Contribution> all) {
        PriorityQueue<Contribution> kept = new PriorityQueue<>(LISTED + 1, BY_SIZE);
        for (Contribution one : all) {
            if (kept.size() < LISTED) {
                kept.add(one);
            } else if (BY_SIZE.compare(one, kept.peek()) > 0) {
                kept.poll();
                kept.add(one);
            }
        }
        List<Contribution> listed = new ArrayList<>(kept.size());
        for (Contribution one : kept) {
            double rounded = round(one.logOdds(), MILLI);
            if (rounded != 0) {
                listed.add(new Contribution(one.feature(), (float) one.value(), rounded));
            }
        }
        listed.sort(AS_LISTED);
        return listed;
    }

    /** What rounding leaves goes to the topic with the most features. */
    private static List<Others> others(List<Contribution> all, List<Contribution> listed, double rest) {
        Set<String> named = new HashSet<>();
        listed.forEach(one -> named.add(one.feature()));
        double[] sums = new double[TOPICS.length];
        int[] counts = new int[TOPICS.length];
        for (Contribution one : all) {
            if (one.logOdds() != 0 && !named.contains(one.feature())) {
                int topic = Topic.of(one.feature()).ordinal();
                sums[topic] += one.logOdds();
                counts[topic]++;
            }
        }
        int most = 0;
        double total = 0;
        for (int i = 0; i < TOPICS.length; i++) {
            sums[i] = round(sums[i], MICRO);
            total += sums[i];
            most = counts[i] > counts[most] ? i : most;
        }
        sums[most] = round(sums[most] + rest - total, MICRO);
        List<Others> others = new ArrayList<>();
        for (int i = 0; i < TOPICS.length; i++) {
            if (counts[i] > 0) {
                others.add(new Others(TOPICS[i], counts[i], sums[i]));
            }
        }
        return others;
    }

    private static double round(double number, double unit) {
        return Math.round(number * unit) / unit;
    }
}
