package vigie.score;

import java.time.LocalDate;
import vigie.learn.metrics.Bootstrap.Interval;

/**
 * Two models compared on the same CVEs and days, of which neither has seen anything: how well each ranks the CVEs that became known
 * exploited in these days above the others.
 *
 * @param candidate identifier of the new model
 * @param inUse identifier of the model in use
 * @param from the day as of which both predict; what comes after it was held back from both
 * @param to the last day of which the outcomes are known
 * @param pool how many CVEs
 * @param positives how many of them became known exploited
 * @param candidateAuc ROC-AUC of the new model
 * @param inUseAuc ROC-AUC of the model in use
 * @param difference the first less the second, with its 95 % interval by the paired bootstrap
 */
public record Contest(
        String candidate,
        String inUse,
        LocalDate from,
        LocalDate to,
        int pool,
        int positives,
        double candidateAuc,
        double inUseAuc,
        Interval difference) {

    /** Whether the new model is worse: the whole interval of the difference lies below 0. */
    public boolean worse() {
        return difference.to() < 0;
    }
}
