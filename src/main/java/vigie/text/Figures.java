package vigie.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Locale;

/** Number formats of a language. */
public final class Figures {

    private static final int DIGITS = 3;
    private static final int MOST_DIGITS = 6;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal MOST_ABOVE = new BigDecimal("0.999");

    /** From there on a factor is clear with one decimal, or without one. */
    private static final double TWO = 1.95;

    private static final double TEN = 9.95;

    /** Below it, two decimals are 1.00. */
    private static final double NEARLY_ONE = 1.005;

    private final Locale locale;

    /** @param locale language of the numbers */
    public Figures(Locale locale) {
        this.locale = locale;
    }

    /** Three significant digits; less than everything is never rounded up to 100 %. */
    public String percent(double share) {
        BigDecimal percent = new BigDecimal(share).movePointRight(2).round(new MathContext(DIGITS));
        if (share < 1 && percent.compareTo(HUNDRED) >= 0) {
            return percent(new BigDecimal(share), 1, RoundingMode.DOWN);
        }
        int before = percent.precision() - percent.scale();
        return percent(share, Math.max(0, DIGITS - before), RoundingMode.HALF_EVEN);
    }

    /** A share of all that something is above: one decimal, rounded down, and 99.9 % at most, since nothing is above itself. */
    public String above(double percentile) {
        return percent(new BigDecimal(Double.toString(percentile)).min(MOST_ABOVE), 1, RoundingMode.DOWN);
    }

    /** A share with exactly so many decimals. */
    public String share(BigDecimal share, int digits) {
        return percent(share, digits, RoundingMode.HALF_EVEN);
    }

    private String percent(Number share, int digits, RoundingMode rounding) {
        NumberFormat format = NumberFormat.getPercentInstance(locale);
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        format.setRoundingMode(rounding);
        return format.format(share);
    }

    /**
     * By what the odds are multiplied, or divided if it is less than nothing that is added: two or three digits, more where
     * the factor would else read 1.00, and 1 where nothing changes.
     */
    public String factor(double logOdds) {
        double factor = Math.exp(Math.abs(logOdds));
        int digits = factor < TWO ? 2 : factor < TEN ? 1 : 0;
        if (factor < NEARLY_ONE) {
            int needed = (int) Math.ceil(-Math.log10(factor - 1));
            digits = needed <= MOST_DIGITS ? needed : 0;
        }
        return (logOdds < 0 ? "÷" : "×") + decimals(factor, digits);
    }

    /** With its sign, also if it is positive. */
    public String signed(double number, int digits) {
        String text = decimals(Math.abs(number), digits);
        return (number < 0 ? "-" : "+") + text;
    }

    /** As many decimals as it needs, two at most. */
    public String plain(double number) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(2);
        return format.format(number);
    }

    /** Exactly so many decimals. */
    public String decimals(double number, int digits) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(number);
    }

    /**
     * The numbers, rounded so that what is printed adds up to the printed sum: each is the step between two rounded
     * running totals, never more than one unit of the last decimal off, and never of another sign.
     */
    public static double[] addingUp(double[] numbers, int digits) {
        double unit = Math.pow(10, digits);
        double[] rounded = new double[numbers.length];
        double total = 0;
        long before = 0;
        for (int i = 0; i < numbers.length; i++) {
            total += numbers[i];
            long now = Math.round(total * unit);
            rounded[i] = (now - before) / unit;
            before = now;
        }
        return rounded;
    }

    /** The number to so many decimals: a sum of decimals without the noise of binary fractions. */
    public static double rounded(double number, int digits) {
        double unit = Math.pow(10, digits);
        return Math.round(number * unit) / unit;
    }

    /** The shortest decimal that stands for the number, or for the single precision number that it was widened from. */
    public static double shortest(double number) {
        float single = (float) number;
        return single == number ? Double.parseDouble(Float.toString(single)) : number;
    }

    /** A number as tables write it, whatever the language: 0.00004, not 4.0E-5; 0.0, not 0. */
    public static String exact(double number) {
        // Adding nothing makes 0.0 of -0.0.
        String text = Double.toString(number + 0.0);
        int exponent = text.indexOf('E');
        // Most numbers are shares, a million of them in a feed: a decimal number of each takes several times as long.
        if (exponent < 0 && Double.isFinite(number)) {
            return text;
        }
        if (number > 0 && number < 1) {
            int zeros = -Integer.parseInt(text, exponent + 1, text.length(), 10) - 1;
            String fraction = text.substring(2, exponent);
            return "0." + "0".repeat(zeros) + text.charAt(0) + (fraction.equals("0") ? "" : fraction);
        }
        BigDecimal exact = BigDecimal.valueOf(number).stripTrailingZeros();
        return exact.setScale(Math.max(1, exact.scale())).toPlainString();
    }
}
