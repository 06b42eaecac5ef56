package vigie.feed;

import java.time.LocalDate;

/**
 * The result of a publication.
 *
 * @param model identifier of the model
 * @param day the day of the scores
 * @param cves CVEs in the feed
 * @param changed files of CVEs that were written
 * @param removed CVEs whose files were deleted
 * @param files files written in all
 * @param bytes their bytes
 * @param complete whether nothing was left out
 */
public record Published(
        String model, LocalDate day, long cves, long changed, long removed, long files, long bytes, boolean complete) {

    /** One line for the history of the feed. */
    public String summary() {
        return "Scores of " + day + " by " + model + ": " + changed + " changed, " + removed + " removed, " + cves
                + " in all";
    }
}
