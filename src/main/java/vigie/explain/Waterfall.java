package vigie.explain;

import java.util.ArrayList;
import java.util.List;
import vigie.explain.Reasons.Reason;
import vigie.model.Contribution;
import vigie.model.Score;
import vigie.model.Topic;
import vigie.text.Messages;

/**
 * A score as steps from the base rate of all CVEs to the score: related features together, those that raise it first, each
 * with what it adds in log-odds. The numbers are whole thousandths, so that what is shown adds up as it is shown.
 *
 * @param steps the base rate, the reasons, the rest, and the score
 * @param lowest the least running total, in log-odds
 * @param highest the greatest running total, in log-odds
 */
public record Waterfall(List<Step> steps, double lowest, double highest) {

    /** Decimals of the numbers. */
    public static final int DIGITS = 3;

    private static final double MILLI = 1e3;

    /** What a step is. */
    public enum Kind {
        /** What the model says of a CVE before looking at it. */
        START,
        /** What related features say. */
        REASON,
        /** All features that are not listed, in a score of an earlier version. */
        REST,
        /** The score itself. */
        END
    }

    /**
     * One step.
     *
     * @param topic what the reason is about, {@code exploits}; empty for a step of another kind
     * @param words what it says; empty for start and end
     * @param added what it adds, in log-odds; at the start and the end the whole
     * @param before the running total before it, in log-odds; at the start and the end that after it
     * @param after the running total after it, in log-odds
     * @param features how many features the reason has, those of little effect too
     * @param parts the features of a reason, adding up to what it adds
     */
    public record Step(
            Kind kind,
            String topic,
            String words,
            double added,
            double before,
            double after,
            int features,
            List<Part> parts) {

        /** The probability of the running total, 0 to 1. */
        public double probability() {
            return 1 / (1 + Math.exp(-after));
        }

        /** Whether it raises the score. */
        public boolean raises() {
            return added > 0;
        }

        /** Whether it is of the reasons or the rest, and not a whole. */
        public boolean adds() {
            return kind == Kind.REASON || kind == Kind.REST;
        }
    }

    /**
     * A feature, or several of little effect.
     *
     * @param key name and value of the feature; empty for several features of little effect
     * @param words what it says
     * @param added what it adds, in log-odds
     */
    public record Part(String key, String words, double added) {}

    /** The steps to a score, its words in the user's language. */
    public static Waterfall of(Score score, Messages messages) {
        Reasons reasons = new Reasons(messages);
        List<Reason> said = reasons.of(score);
        List<Reason> ordered = new ArrayList<>(said.stream()
                .filter(r -> r.topic() != Topic.REST && r.logOdds() >= 0)
                .toList());
        said.stream().filter(r -> r.topic() != Topic.REST && r.logOdds() < 0).forEach(ordered::add);
        said.stream().filter(r -> r.topic() == Topic.REST).forEach(ordered::add);
        double exact = score.bias();
        long total = milli(exact);
        List<Step> steps = new ArrayList<>();
        steps.add(whole(Kind.START, total));
        for (Reason reason : ordered) {
            exact += reason.logOdds();
            long added = milli(exact) - total;
            boolean rest = reason.topic() == Topic.REST;
            if (!rest || added != 0) {
                steps.add(step(
                        rest ? Kind.REST : Kind.REASON, reason, added, total, parts(reason, added, reasons.words())));
            }
            total += added;
        }
        steps.add(whole(Kind.END, total));
        double lowest = steps.stream().mapToDouble(Step::after).min().orElse(0);
        double highest = steps.stream().mapToDouble(Step::after).max().orElse(0);
        return new Waterfall(List.copyOf(steps), lowest, highest);
    }

    private static Step whole(Kind kind, long total) {
        return new Step(kind, "", "", total / MILLI, total / MILLI, total / MILLI, 0, List.of());
    }

    private static Step step(Kind kind, Reason reason, long added, long before, List<Part> parts) {
        String topic = kind == Kind.REASON ? reason.topic().toString() : "";
        return new Step(
                kind,
                topic,
                reason.words(),
                added / MILLI,
                before / MILLI,
                (before + added) / MILLI,
                reason.contributions().size() + reason.others(),
                parts);
    }

    /** The listed features, and the others of the topic as one, which takes up what rounding leaves. */
    private static List<Part> parts(Reason reason, long added, FeatureWords words) {
        List<Part> parts = new ArrayList<>();
        long left = added;
        for (Contribution one : reason.contributions()) {
            parts.add(new Part(one.key(), words.of(one), milli(one.logOdds()) / MILLI));
            left -= milli(one.logOdds());
        }
        if (reason.others() > 0) {
            String key = reason.contributions().isEmpty() ? "others" : "others.more";
            parts.add(new Part("", words.words().get(key, reason.others()), left / MILLI));
        }
        return List.copyOf(parts);
    }

    private static long milli(double logOdds) {
        return Math.round(logOdds * MILLI);
    }
}
