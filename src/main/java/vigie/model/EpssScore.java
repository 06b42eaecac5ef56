package vigie.model;

/**
 * An EPSS score of a day (FIRST, Exploit Prediction Scoring System).
 *
 * @param cve the CVE
 * @param score probability of exploitation activity in the next 30 days, 0 to 1; 0 is a score
 * @param percentile share of all scored CVEs with this score or a lower one, 0 to 1
 */
public record EpssScore(CveId cve, double score, double percentile) {

    /** Refuses values outside 0 to 1. */
    public EpssScore {
        if (!(score >= 0 && score <= 1 && percentile >= 0 && percentile <= 1)) {
            throw new IllegalArgumentException("EPSS out of 0..1: " + score + ", " + percentile);
        }
    }
}
