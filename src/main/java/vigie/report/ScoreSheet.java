package vigie.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import vigie.explain.FeatureList;
import vigie.explain.Reasons;
import vigie.explain.Reasons.Reason;
import vigie.explain.Standing;
import vigie.model.BandRecord;
import vigie.model.Contribution;
import vigie.model.Exploited;
import vigie.model.Score;
import vigie.model.ScoreBand;
import vigie.model.Topic;
import vigie.text.DayWords;
import vigie.text.Figures;
import vigie.text.Messages;
import vigie.text.Sheet;
import vigie.text.SourceNames;

/**
 * A score and its reasons as a page of text: each reason with the factor by which it changes the odds and with what it
 * adds in log-odds, and the sum of it all. Printed numbers add up as printed.
 */
public final class ScoreSheet {

    private static final int SHORT = 4;
    private static final int DIGITS = 2;
    private static final int LONGEST_BAR = 8;

    private final Messages words;
    private final Figures figures;
    private final Reasons reasons;
    private final Standing standing;
    private final int width;

    /**
     * @param messages the user's language
     * @param width characters in a line
     */
    public ScoreSheet(Messages messages, int width) {
        this.words = messages.explanations();
        this.figures = new Figures(words.locale());
        this.reasons = new Reasons(messages);
        this.standing = new Standing(messages);
        this.width = width;
    }

    /**
     * The score, what raises it, what lowers it, and the sum: the numbers of its page.
     *
     * @param all the contributions of all features; they and the bias add up to the margin
     * @param past what the bands of the score's model held
     */
    public String of(Score score, List<Contribution> all, Optional<BandRecord> past) {
        Sheet sheet = new Sheet(width);
        write(sheet, score, reasons.of(score, all), past);
        return sheet.toString();
    }

    /** The same, and then each feature that is not without effect, by reason, up to the whole margin. */
    public String full(Score score, List<Contribution> all, Optional<BandRecord> past) {
        Sheet sheet = new Sheet(width);
        write(sheet, score, reasons.of(score, all), past);
        new FeatureList(sheet, reasons.words()).write(score.bias(), reasons.complete(score, all));
        return sheet.toString();
    }

    private void write(Sheet sheet, Score score, List<Reason> said, Optional<BandRecord> past) {
        ScoreBand band = ScoreBand.of(score.percentile());
        sheet.heading(score.cve().toString(), say("title", first(score), figures.percent(score.probability())));
        sheet.value(
                say("rank"), say("percentile", standing.rank(score.percentile()), figures.above(score.percentile())));
        band(sheet, band, past);
        score.known().ifPresent(known -> sheet.value(say("exploited"), known(known)));
        score.spread()
                .ifPresent(apart -> sheet.value(
                        say("spread"),
                        say("apart", figures.percent(apart.lowest()), figures.percent(apart.highest()))));
        sheet.value(say("model"), say("asof", score.model(), score.day().toString()));
        List<Reason> up = said.stream().filter(Reason::raises).toList();
        List<Reason> down = said.stream().filter(Reason::lowers).toList();
        double[] steps = Figures.addingUp(
                DoubleStream.concat(DoubleStream.of(score.bias()), DoubleStream.concat(numbers(up), numbers(down)))
                        .toArray(),
                DIGITS);
        double strongest =
                said.stream().mapToDouble(r -> Math.abs(r.logOdds())).max().orElse(0);
        section(sheet, "raises", up, steps, 1, strongest);
        section(sheet, "lowers", down, steps, 1 + up.size(), strongest);
        if (steps.length > 1) {
            sheet.heading(say("legend"));
        }
        sum(sheet, score, steps, up.size());
    }

    private String first(Score score) {
        return standing.first(score.known().isPresent(), Optional.of(score.percentile()))
                .orElseThrow();
    }

    private static DoubleStream numbers(List<Reason> reasons) {
        return reasons.stream().mapToDouble(Reason::logOdds);
    }

    private String known(Exploited known) {
        return say("known", new DayWords(words).on(known.day()), SourceNames.all(known.sources()));
    }

    private void section(Sheet sheet, String key, List<Reason> some, double[] steps, int from, double strongest) {
        if (some.isEmpty()) {
            return;
        }
        sheet.heading(say(key));
        for (int i = 0; i < some.size(); i++) {
            Reason reason = some.get(i);
            String lead = String.format(
                    Locale.ROOT,
                    "  %-6s %6s  %-" + LONGEST_BAR + "s  ",
                    figures.factor(reason.logOdds()),
                    figures.signed(steps[from + i], DIGITS),
                    bar(reason.logOdds(), strongest));
            sheet.hanging(lead, reason.words());
        }
    }

    private static String bar(double logOdds, double strongest) {
        long length = Math.round(LONGEST_BAR * Math.abs(logOdds) / strongest);
        return length == 0 ? "▏" : "█".repeat((int) length);
    }

    private void sum(Sheet sheet, Score score, double[] steps, int raising) {
        sheet.heading(say("sum"));
        double raised = DoubleStream.of(steps).skip(1).limit(raising).sum();
        double lowered = DoubleStream.of(steps).skip(1 + raising).sum();
        line(sheet, steps[0], say("start"));
        line(sheet, raised, say("raised"));
        line(sheet, lowered, say("lowered"));
        line(sheet, DoubleStream.of(steps).sum(), say("result", figures.percent(score.probability())));
    }

    private void line(Sheet sheet, double number, String meaning) {
        sheet.hanging(String.format(Locale.ROOT, "  %7s  ", figures.signed(number, DIGITS)), meaning);
    }

    private void band(Sheet sheet, ScoreBand band, Optional<BandRecord> past) {
        sheet.value(
                say("band"),
                standing.band(band)
                        + standing.held(band, past).map(held -> ": " + held).orElse(""));
    }

    /** What the band of a score held on past days, where that was measured. */
    void held(Sheet sheet, Score score, Optional<BandRecord> past) {
        ScoreBand band = ScoreBand.of(score.percentile());
        if (standing.held(band, past).isPresent()) {
            band(sheet, band, past);
        }
    }

    /** One line: how probable exploitation is, and how that compares. */
    String line(Score score) {
        String chance = say(
                "score.value",
                first(score),
                standing.chance(score),
                figures.above(score.percentile()),
                standing.band(ScoreBand.of(score.percentile())));
        return score.known().isPresent() ? chance + say("score.blind") : chance;
    }

    /** The strongest reasons of a score of which only the largest contributions are at hand. */
    void brief(Sheet sheet, Score score) {
        List<Reason> all =
                reasons.of(score).stream().filter(r -> r.raises() || r.lowers()).toList();
        List<Reason> shown =
                all.stream().filter(r -> r.topic() != Topic.REST).limit(SHORT).toList();
        if (shown.isEmpty()) {
            return;
        }
        sheet.heading(say("why", score.cve().toString()));
        shown.forEach(r -> sheet.hanging(brief(r.logOdds()), r.words()));
        List<Reason> others = all.stream().filter(r -> !shown.contains(r)).toList();
        if (!others.isEmpty()) {
            sheet.hanging(brief(numbers(others).sum()), say("others"));
        }
    }

    private String brief(double logOdds) {
        return String.format(Locale.ROOT, "  %-6s  ", figures.factor(logOdds));
    }

    private String say(String key, Object... values) {
        return words.get("sheet." + key, values);
    }
}
