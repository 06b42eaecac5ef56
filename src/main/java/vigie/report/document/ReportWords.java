package vigie.report.document;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vigie.text.Figures;
import vigie.text.Html;
import vigie.text.Messages;

/** The words and numbers of a report, as its language writes them. */
final class ReportWords {

    private final Messages words;
    private final Figures figures;
    private final DateTimeFormatter day;

    ReportWords(Messages messages) {
        this.words = messages.bundle("document");
        this.figures = new Figures(words.locale());
        this.day = DateTimeFormatter.ofPattern("d MMMM uuuu", words.locale());
    }

    Locale locale() {
        return words.locale();
    }

    String say(String key, Object... values) {
        return words.get(key, values);
    }

    /** An element that holds a sentence. */
    String element(String name, String key, Object... values) {
        return Html.element(name, say(key, values));
    }

    /** A day in words. */
    String day(LocalDate date) {
        String text = day.format(date);
        // The first of a month is an ordinal in French.
        return locale().getLanguage().equals("fr") && date.getDayOfMonth() == 1
                ? text.replaceFirst("^1 ", "1er ")
                : text;
    }

    /** What a source is called. */
    String source(String name) {
        return words.knows("source." + name) ? say("source." + name) : name;
    }

    /** A moment to the minute, in UTC. */
    String moment(Instant at) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm")
                .withZone(ZoneOffset.UTC)
                .format(at);
    }

    /** A period in words. */
    String period(Period period) {
        return say("period", day(period.since()), day(period.until()));
    }

    /** A whole number. */
    String count(long number) {
        return figures.decimals(number, 0);
    }

    /** A share with three digits. */
    String percent(double share) {
        return figures.percent(share);
    }

    /** A share as a whole percentage. */
    String roughly(long part, long whole) {
        java.text.NumberFormat format = java.text.NumberFormat.getPercentInstance(locale());
        double share = whole == 0 ? 0 : (double) part / whole;
        format.setMaximumFractionDigits(share < 0.1 ? 1 : 0);
        return format.format(share);
    }

    /** A change in percent with its sign. */
    String change(long before, long now) {
        double change = (double) (now - before) / before;
        String amount = roughly(Math.round(Math.abs(change) * 1000), 1000);
        return now == before ? "±0" : (now > before ? "+" : "−") + amount;
    }

    /** A CVSS base score. */
    String cvss(double score) {
        return figures.decimals(score, 1);
    }

    /** A share never rounded up. */
    String atLeast(double share) {
        return figures.atLeast(share);
    }

    /** A number or nothing. */
    String percent(Optional<Double> share) {
        return share.map(this::percent).orElse("");
    }

    /** Names one after the other. */
    String all(List<String> names) {
        return String.join(say("and"), names);
    }
}
