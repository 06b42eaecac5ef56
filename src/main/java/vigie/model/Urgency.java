package vigie.model;

import java.util.Optional;

/**
 * Which of several CVEs to look at first. This is the one order for it: known exploited ones, then by our score, by EPSS, by the
 * CVSS base score, each from the highest down, then the younger identifier. A missing value ranks last, behind every value.
 *
 * @param exploited whether the CVE is known to be exploited, see {@link Exploited}
 * @param score our score, 0 to 1
 * @param epss EPSS score, 0 to 1
 * @param cvss CVSS base score, 0 to 10
 * @param cve the CVE
 */
public record Urgency(
        boolean exploited, Optional<Double> score, Optional<Double> epss, Optional<Double> cvss, CveId cve)
        implements Comparable<Urgency> {

    private static final double TENTHS = 10;

    /** Orders the most urgent first. */
    @Override
    public int compareTo(Urgency other) {
        int byLikelihood = Long.compare(other.likelihood(), likelihood());
        if (byLikelihood != 0) {
            return byLikelihood;
        }
        int bySeverity = Integer.compare(severity(number(other.cvss)), severity(number(cvss)));
        return bySeverity != 0 ? bySeverity : other.cve.compareTo(cve);
    }

    private long likelihood() {
        return likelihood(exploited, number(score), number(epss));
    }

    private static double number(Optional<Double> value) {
        return value.orElse(Double.NaN);
    }

    /**
     * The first part of the order as one number, for columns of many CVEs: higher is more urgent, equal ones go on to
     * {@link #severity}.
     *
     * @param score our score, 0 to 1; NaN if there is none
     * @param epss EPSS score, 0 to 1; NaN if there is none
     * @return 0 to 2^63 - 1
     */
    public static long likelihood(boolean exploited, double score, double epss) {
        return (exploited ? 1L << 62 : 0) | bits(score) << 31 | bits(epss);
    }

    /**
     * The second part of the order.
     *
     * @param cvss CVSS base score, 0 to 10; NaN if there is none
     * @return 0 for none, else 1 to 101: the score has one decimal
     */
    public static int severity(double cvss) {
        return Double.isNaN(cvss) ? 0 : (int) Math.round(cvss * TENTHS) + 1;
    }

    /**
     * Floats from 0 to 1 are ordered as their bits are, and tell scores apart that have fewer than seven significant digits;
     * 0 for none. At most 30 bits.
     */
    private static long bits(double share) {
        return Double.isNaN(share) ? 0 : Float.floatToIntBits((float) share) + 1L;
    }
}
