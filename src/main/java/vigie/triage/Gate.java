package vigie.triage;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vigie.ssvc.DecisionPoint;
import vigie.ssvc.Tree;
import vigie.store.CveSummary;

/**
 * A condition on findings at which a pipeline is to stop: an outcome of the decision table or a worse one ({@code immediate}, {@code act},
 * {@code 3-days}), {@code kev} for CISA's catalogue, {@code exploited} for every word of exploitation, {@code new} for what an earlier run
 * did not have, or a least score ({@code
 * score>=0.01}, also of {@code epss} and {@code cvss}). Of an undecided finding the worst outcome counts.
 *
 * @param text the condition as it was written
 */
public record Gate(String text, java.util.function.Predicate<Ranked> condition) {

    private static final Pattern LEAST = Pattern.compile("(score|epss|cvss)\\s*>=\\s*([0-9]*\\.?[0-9]+)");

    /**
     * The condition that a text names; empty if it is none.
     *
     * @param tree the table whose outcomes may be named
     */
    public static Optional<Gate> parse(String text, Tree tree) {
        String asked = text.strip().toLowerCase(Locale.ROOT);
        if (asked.equals("kev")) {
            return Optional.of(
                    new Gate(asked, row -> row.known().summary().kevDate().isPresent()));
        }
        if (asked.equals("exploited")) {
            return Optional.of(
                    new Gate(asked, row -> row.known().summary().exploited().isPresent()));
        }
        if (asked.equals("new")) {
            return Optional.of(new Gate(asked, row -> row.change().state() == Change.State.NEW));
        }
        Matcher least = LEAST.matcher(asked);
        if (least.matches()) {
            double bound = Double.parseDouble(least.group(2));
            return Optional.of(new Gate(
                    asked,
                    row -> value(row.known().summary(), least.group(1))
                            .filter(value -> value >= bound)
                            .isPresent()));
        }
        Optional<DecisionPoint.Value> outcome = tree.outcome().named(asked);
        return outcome.map(value -> {
            int place = tree.outcome().values().indexOf(value);
            return new Gate(
                    asked,
                    row -> row.decision()
                            .filter(decision -> decision.rank() >= place)
                            .isPresent());
        });
    }

    private static Optional<Double> value(CveSummary summary, String of) {
        return switch (of) {
            case "score" -> summary.score();
            case "epss" -> summary.epss();
            default -> summary.cvssScore();
        };
    }

    /** Whether a finding is one at which to stop. */
    public boolean stops(Ranked row) {
        return condition.test(row);
    }
}
