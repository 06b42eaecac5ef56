package vigie.web.site;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import vigie.explain.Standing;
import vigie.facts.Freshness;
import vigie.ssvc.SsvcWords;
import vigie.text.FailureText;
import vigie.text.Figures;
import vigie.text.Messages;

/**
 * What every page has around its content.
 *
 * @param words the words of all pages (bundle {@code pages})
 * @param theme {@code light}, {@code dark} or {@code auto}
 * @param title title of the page
 * @param active the entry of the menu that the page belongs to, {@code cves}; empty for none
 * @param here path and query of the page, without language and theme
 * @param assets scripts and styles
 * @param freshness how far what is held may be relied on
 * @param filling how far the database is filled for the first time; empty if it is not being filled
 */
public record Frame(
        Messages words,
        String theme,
        String title,
        String active,
        String here,
        Assets assets,
        Freshness freshness,
        Optional<Filling> filling) {

    /** The entries of the menu: each is the path's first part and the key of its word. */
    public static final java.util.List<String> MENU = java.util.List.of(
            "today", "watch", "findings", "publications", "cves", "changes", "analysis", "model", "sources");

    /** A sentence of all pages. */
    public String say(String key, Object... values) {
        return words.get(key, values);
    }

    /** {@code en} or {@code fr}. */
    public String lang() {
        return words.locale().getLanguage();
    }

    /** The language of numbers and dates. */
    public Locale locale() {
        return words.locale();
    }

    /** The address of a script or style. */
    public String asset(String name) {
        return assets.address(name);
    }

    /** The same page with another language or theme. */
    public String with(String name, String value) {
        return here + (here.indexOf('?') < 0 ? "?" : "&") + name + "=" + value;
    }

    /** Numbers as the language writes them. */
    public Figures figures() {
        return new Figures(locale());
    }

    /** As of which day the data is; empty where nothing was fetched. */
    public String asOf() {
        return freshness.asOf(words).orElse("");
    }

    /** That some sources are stale; empty where none is. */
    public String warning() {
        return freshness.warning(words).orElse("");
    }

    /** Why a source is stale. */
    public String finding(Freshness.Line line) {
        return freshness.sentence(line, words);
    }

    /** Our score as a person reads it. */
    public Standing standing() {
        return new Standing(new Messages(lang()));
    }

    /** SSVC decisions in the user's language. */
    public SsvcWords decisions() {
        return new SsvcWords(new Messages(lang()));
    }

    /** How long ago that was, for a person; empty for never. */
    public String since(Optional<Instant> at) {
        return at.map(then -> age(Duration.between(then, freshness.now()))).orElse("");
    }

    /** A whole number with its separators. */
    public String count(long number) {
        return java.text.NumberFormat.getIntegerInstance(locale()).format(number);
    }

    /** A day, with how it is known where no source gives it. */
    public String day(vigie.model.KnownDay known) {
        return new vigie.text.DayWords(words).of(known);
    }

    /** The same after what happened then. */
    public String on(vigie.model.KnownDay known) {
        return new vigie.text.DayWords(words).on(known);
    }

    /** A span of time for a person, in its largest unit. */
    public String age(java.time.Duration age) {
        if (age.toHours() < 2) {
            return say("age.minutes", Math.max(0, age.toMinutes()));
        }
        return age.toDays() < 3 ? say("age.hours", age.toHours()) : say("age.days", age.toDays());
    }

    /** The reason of a failure, in the user's language and in one line. */
    public String failure(String reason) {
        return plain(FailureText.in(words, reason));
    }

    /** A text from outside in one line, without what a reader would obey instead of show. */
    public String plain(String text) {
        return vigie.text.PlainText.line(text);
    }
}
