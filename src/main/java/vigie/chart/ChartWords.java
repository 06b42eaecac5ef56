package vigie.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import vigie.model.Severity;
import vigie.text.CweNames;
import vigie.text.Figures;
import vigie.text.Messages;
import vigie.text.PlainText;

/** The words and numbers of charts in the reader's language. */
final class ChartWords {

    /** Longer names are no names; what draws a chart shortens further. */
    private static final int LONGEST = 80;

    private static final double NEARLY_ALL = 99.5;
    private static final double TEN = 9.95;

    private final Messages charts;
    private final Figures figures;

    ChartWords(Messages messages) {
        this.charts = messages.bundle("charts");
        this.figures = new Figures(messages.locale());
    }

    String say(String key, Object... values) {
        return charts.get(key, values);
    }

    /** How something begins a sentence. */
    String begin(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(locale()) + text.substring(1);
    }

    Locale locale() {
        return charts.locale();
    }

    /** Two digits that count, or one decimal; 0 and 100 only if nothing or everything is meant. */
    String percent(long part, long whole) {
        double share = whole == 0 ? 0 : (double) part / whole;
        double percent = share * 100;
        NumberFormat format = NumberFormat.getPercentInstance(locale());
        int digits = percent >= TEN || part == 0 ? 0 : percent >= 1 ? 1 : decimals(percent);
        if (percent >= NEARLY_ALL && part < whole) {
            digits = 1;
            format.setRoundingMode(RoundingMode.DOWN);
        }
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(share);
    }

    /** A probability, with at most two decimals. */
    String percent(double share) {
        NumberFormat format = NumberFormat.getPercentInstance(locale());
        format.setMaximumFractionDigits(2);
        return format.format(share);
    }

    private static int decimals(double percent) {
        return Math.max(1, new BigDecimal(percent).round(new MathContext(2)).scale());
    }

    /** One decimal. */
    String tenths(double number) {
        return figures.decimals(number, 1);
    }

    /** A whole number with its separators. */
    String count(long number) {
        return NumberFormat.getIntegerInstance(locale()).format(number);
    }

    /** "1,234 CVEs". */
    String cves(long number) {
        return say("cves", number);
    }

    /** A name from a record, safe and not too long. */
    String name(String text) {
        String line = PlainText.line(text);
        int[] points = line.codePoints().limit(LONGEST + 1L).toArray();
        return points.length <= LONGEST ? line : new String(points, 0, LONGEST - 1).strip() + "…";
    }

    /** "CWE-79 (cross-site scripting)"; the number alone where there are no words for it. */
    String weakness(int cwe) {
        String id = "CWE-" + cwe;
        return CweNames.of(id, locale()).map(name -> say("weakness", id, name)).orElse(id);
    }

    /** A band of severity within a sentence. */
    String severity(Severity severity) {
        return say("severity." + severity.name());
    }

    /** "A", "A and B", "A, B and C". */
    String list(List<String> names) {
        int last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : say("and", String.join(", ", names.subList(0, last)), names.get(last));
    }
}
