package vigie.model;

import java.math.BigDecimal;

/**
 * What one feature adds to a score.
 *
 * @param feature name of the feature, {@code FAMILY:NAME}, as in {@code C:CVSS_AV:NETWORK}
 * @param value the feature's value for the CVE; NaN where it is missing
 * @param logOdds what it adds to the margin, in log-odds; below zero if it speaks against exploitation
 */
public record Contribution(String feature, double value, double logOdds) {

    private static final double LARGEST_PLAIN = 1e15;

    /** The key under which it is published, {@code C:CVSS_AV:NETWORK==1.0}; the value is written as Python writes it. */
    public String key() {
        return feature + "==" + number(value);
    }

    /** Models hold values as 32-bit numbers: 7.8 must not become 7.800000190734863. */
    private static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        if (value == Math.rint(value) && Math.abs(value) < LARGEST_PLAIN) {
            return (long) value + ".0";
        }
        String text = Float.toString((float) value);
        return text.indexOf('E') < 0 ? text : new BigDecimal(text).toPlainString();
    }
}
