package vigie.score;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vigie.model.Contribution;
import vigie.model.CveId;
import vigie.model.Exploited;
import vigie.model.Score;
import vigie.model.Spread;

/**
 * The score of a CVE with its explanation.
 *
 * @param cve the CVE
 * @param margin the model's output, in log-odds: bias and contributions together
 * @param voices what each of the models says whose mean it is, in log-odds
 * @param bias model output before any feature of the CVE, in log-odds
 * @param contributions what each feature adds, in log-odds; those that add nothing are left out
 * @param features the features that have a value, by name, in the order of the model's columns
 * @param known since when it is known to be exploited
 */
public record Explained(
        CveId cve,
        double margin,
        List<Double> voices,
        double bias,
        List<Contribution> contributions,
        Map<String, Float> features,
        Optional<Exploited> known) {

    /** The probability that exploitation becomes known within 30 days, 0 to 1. */
    public double probability() {
        return probability(margin);
    }

    private static double probability(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }

    /** The lowest and the highest of several models; empty for a single one. */
    Optional<Spread> spread() {
        return voices.size() < 2
                ? Optional.empty()
                : Optional.of(Spread.of(probability(Collections.min(voices)), probability(Collections.max(voices))));
    }

    /** The score as it is stored and published. */
    public Score score(String model, LocalDate day, double percentile, Instant updated) {
        return Score.of(
                cve, model, day, margin, probability(), spread(), percentile, bias, contributions, known, updated);
    }
}
