package vigie.model;

/**
 * A CVSS assessment.
 *
 * @param version version of the scoring system
 * @param score base score, 0.0 to 10.0
 * @param vector vector string as written, empty where the record has none
 * @param scenario the circumstances that the assessment is limited to, as written; empty where it stands for all
 * @param origin who assessed
 */
public record Assessment(CvssVersion version, double score, String vector, String scenario, Origin origin) {

    /** Refuses a score outside 0.0 to 10.0. */
    public Assessment {
        if (!(score >= 0 && score <= 10)) {
            throw new IllegalArgumentException("CVSS base score out of 0..10: " + score);
        }
    }

    /** An assessment that stands for all circumstances. */
    public Assessment(CvssVersion version, double score, String vector, Origin origin) {
        this(version, score, vector, "", origin);
    }

    /** The severity band of the score. */
    public Severity severity() {
        return Severity.of(score);
    }
}
