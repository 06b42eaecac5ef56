package vigie.report.document;

import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vigie.explain.Standing;
import vigie.facts.CveLine;
import vigie.facts.Freshness;
import vigie.model.Exploited;
import vigie.model.KnownDay;
import vigie.model.Period;
import vigie.text.DayWords;
import vigie.text.Figures;
import vigie.text.Messages;
import vigie.text.SourceNames;

/** The words and numbers of a report, as its language writes them; its templates ask for them. */
public final class ReportWords {

    private final Messages words;
    private final Figures figures;
    private final Standing standing;
    private final DateTimeFormatter day;

    ReportWords(Messages messages) {
        this.words = messages.bundle("document");
        this.figures = new Figures(words.locale());
        this.standing = new Standing(messages);
        this.day = DateTimeFormatter.ofPattern("d MMMM uuuu", words.locale());
    }

    /** The language. */
    public Locale locale() {
        return words.locale();
    }

    /** A sentence. */
    public String say(String key, Object... values) {
        return words.get(key, values);
    }

    /** A day in words. */
    public String day(LocalDate date) {
        String text = day.format(date);
        // The first of a month is an ordinal in French.
        return locale().getLanguage().equals("fr") && date.getDayOfMonth() == 1
                ? text.replaceFirst("^1 ", "1er ")
                : text;
    }

    /** What a source is called. */
    public String source(String name) {
        return words.knows("source." + name) ? say("source." + name) : name;
    }

    /** A moment to the minute, in UTC. */
    public String moment(Instant at) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm")
                .withZone(ZoneOffset.UTC)
                .format(at);
    }

    /** A period in words. */
    public String period(Period period) {
        return say("period", day(period.since()), day(period.until()));
    }

    /** A whole number. */
    public String count(long number) {
        return figures.decimals(number, 0);
    }

    /** A share with three digits. */
    public String percent(double share) {
        return figures.percent(share);
    }

    /** A share as a whole percentage; less than all is never rounded up to 100 %. */
    public String roughly(long part, long whole) {
        java.text.NumberFormat format = java.text.NumberFormat.getPercentInstance(locale());
        double share = whole == 0 ? 0 : (double) part / whole;
        boolean nearlyAll = share > 0.99 && share < 1;
        format.setMaximumFractionDigits(share < 0.1 || nearlyAll ? 1 : 0);
        format.setRoundingMode(nearlyAll ? RoundingMode.DOWN : RoundingMode.HALF_EVEN);
        return format.format(share);
    }

    /** A change in percent with its sign. */
    public String change(long before, long now) {
        double change = (double) (now - before) / before;
        String amount = roughly(Math.round(Math.abs(change) * 1000), 1000);
        return now == before ? "±0" : (now > before ? "+" : "−") + amount;
    }

    /** How much there was in the period before, and by how much that changed. */
    public String before(long before, long now) {
        return before == 0
                ? say("count.before", count(before))
                : say("count.before.change", count(before), change(before, now));
    }

    /** When a source was last fetched. */
    public String fetched(Freshness.Line source) {
        return source.success().map(this::moment).orElse(say("source.never"));
    }

    /** The day of the newest thing in the data of a source; empty where that is not known. */
    public String newest(Freshness.Line source) {
        return source.day().map(LocalDate::toString).orElse("");
    }

    /** As of which day the report is; empty where nothing was fetched. */
    public String asOf(Freshness freshness) {
        return freshness.asOf(words).orElse("");
    }

    /** What is to be said of the stale sources, a sentence each. */
    public List<String> stale(Freshness freshness) {
        return freshness.stale().stream()
                .map(line -> freshness.sentence(line, words))
                .toList();
    }

    /** What a report is limited to: vendors and kind of publication; empty if it is not. */
    public String about(ReportScope scope) {
        List<String> lines = new ArrayList<>();
        if (!scope.vendors().isEmpty()) {
            lines.add(say(
                    "about.vendors",
                    all(scope.vendors().stream().map(ShortText::name).toList())));
        }
        scope.kind().ifPresent(kind -> lines.add(say("about." + kind)));
        return String.join(" · ", lines);
    }

    /** A day in a table, with how it is known. */
    public String known(KnownDay known) {
        return new DayWords(words).of(known);
    }

    /** From which day on something is so. */
    public String since(KnownDay known) {
        return new DayWords(words).since(known.origin(), day(known.day()));
    }

    /** Since when a CVE is known to be exploited, who says so, and by which day it is to be fixed. */
    public String exploited(Exploited exploited, Priority priority) {
        List<String> names = exploited.sources().stream().map(SourceNames::of).toList();
        return say(
                        "priority.exploited.since",
                        new DayWords(words).on(exploited.origin(), day(exploited.since())),
                        say("priority.sources", all(names)))
                + priority.due().map(day -> say("priority.due", day(day))).orElse("");
    }

    /** How many rows of the table are shown. */
    public String length(CitedTable table, Period period) {
        int left = table.total() - table.lines().size();
        return left == 0
                ? say("table.all", table.total())
                : say(
                        "table.left",
                        table.lines().size(),
                        table.total(),
                        left,
                        period.since().toString(),
                        period.until().toString());
    }

    /** The products of a row of the table; the title of a publication that cites no CVE. */
    public String products(CitedTable.Line line) {
        return line.cve()
                .map(cve -> cve.line()
                        .state()
                        .filter(state -> !state.reported())
                        .map(state -> say("state." + state))
                        .orElse(cve.products()))
                .orElseGet(() -> ShortText.title(line.publication().title()));
    }

    /** A CVSS base score. */
    public String cvss(double score) {
        return figures.decimals(score, 1);
    }

    /** Our score of a CVE: how it compares, or that it is exploited, then the score; empty if there is none. */
    public String standing(CveLine cve) {
        return standing.line(cve.exploitation().isPresent(), cve.score(), cve.scorePercentile())
                .orElse("");
    }

    /** The band of our score of a CVE; empty if there is none. */
    public String band(CveLine cve) {
        return cve.band().map(standing::band).orElse("");
    }

    /** A number or nothing. */
    public String percent(Optional<Double> share) {
        return share.map(this::percent).orElse("");
    }

    /** Names one after the other. */
    public String all(List<String> names) {
        return String.join(say("and"), names);
    }
}
