package vigie.explain;

import java.util.List;
import vigie.model.Contribution;

/**
 * Why a score is higher or lower: related features, and what they say together.
 *
 * @param topic what it is about
 * @param logOdds the sum of its contributions; below zero if it lowers the score
 * @param contributions what its features add, the largest first
 * @param words what those of its features say that pull its way, then what pulls the other way
 */
public record Reason(Topic topic, double logOdds, List<Contribution> contributions, String words) {

    public boolean raises() {
        return logOdds > 0;
    }

    public boolean lowers() {
        return logOdds < 0;
    }
}
