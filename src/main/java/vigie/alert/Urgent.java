package vigie.alert;

import vigie.facts.CveLine;
import vigie.model.Levels;
import vigie.model.Severity;
import vigie.watch.Subjects;

/** Which alerts are urgent: they go out at the pace that a list has for these. This is the one rule for it. */
public final class Urgent {

    /** The Vigie score from which a CVE is pressing: the second of the levels that are told, which 13 of 166,830 CVEs have reached. */
    public static final double SCORE = Levels.OF_SCORES.levels().get(1);

    private Urgent() {}

    /**
     * Whether a CVE is pressing: it is known exploited, its score is {@link #SCORE} or more, or it is critical by CVSS and an exploit
     * is public.
     */
    public static boolean pressing(CveLine cve) {
        return pressing(
                cve.exploitation().isPresent(),
                cve.score().filter(Urgent::likely).isPresent(),
                cve.severity().filter(Severity.CRITICAL::equals).isPresent(),
                cve.exploit().isPresent());
    }

    /** The same of what was known at a moment. */
    static boolean pressing(Subjects.Values cve) {
        return pressing(
                cve.exploited(),
                cve.score().isPresent() && likely(cve.score().getAsDouble()),
                Severity.of(cve.cvss()).filter(Severity.CRITICAL::equals).isPresent(),
                cve.publicExploit());
    }

    private static boolean likely(double score) {
        return score >= SCORE;
    }

    private static boolean pressing(boolean exploited, boolean likely, boolean critical, boolean exploit) {
        return exploited || likely || critical && exploit;
    }

    /**
     * Whether an alert is urgent.
     *
     * @param pressing whether the CVE is, or one that the publication cites
     * @param alerte whether it is of a publication of that type, which CERT-FR publishes for what is exploited
     * @param fell whether it tells that a score fell
     * @param before whether the last alert of the same matter to the list was urgent
     */
    static boolean of(AlertKind kind, boolean pressing, boolean alerte, boolean fell, boolean before) {
        return switch (kind) {
            case KNOWN_EXPLOITED -> true;
            // Whoever was told in a hurry that something is so is told in a hurry that it is not.
            case WITHDRAWN -> before;
            case REVISED, FURTHER_PUBLICATION -> alerte;
            case NEW, EXPLOIT_PUBLIC, SCORE, EPSS, SEVERITY_UP, VERSION_AFFECTED -> (pressing || alerte) && !fell;
        };
    }
}
