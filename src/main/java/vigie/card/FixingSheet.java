package vigie.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import vigie.chart.ChartData;
import vigie.chart.ChartData.Axis;
import vigie.chart.ChartData.Kind;
import vigie.chart.ChartData.Mark;
import vigie.chart.ChartData.Series;
import vigie.chart.ChartData.Tone;
import vigie.score.FixingResult;
import vigie.score.FixingResult.ByRule;
import vigie.text.Messages;
import vigie.text.Sheet;

/** What rules about fixing came to in a past period: as text for a terminal, and as a chart. */
public final class FixingSheet {

    private static final int FEW = 30;
    private static final int WIDE = 120;

    private final Messages messages;
    private final Measured figures;

    /** @param messages the user's language */
    public FixingSheet(Messages messages) {
        this.messages = messages;
        this.figures = new Measured(messages.locale());
    }

    private String say(String key, Object... values) {
        return messages.get("fixing." + key, values);
    }

    /**
     * The answer as text.
     *
     * @param width characters in a line
     */
    public String text(FixingResult result, int width) {
        Sheet sheet = new Sheet(Math.min(WIDE, width));
        sheet.heading(say("title", figures.count(result.perWeek())));
        facts(result).forEach(sheet::paragraphs);
        if (result.exploited() == 0) {
            return sheet.toString();
        }
        Sheet notes = new Sheet(Math.min(WIDE, width));
        notes(result).forEach(notes::paragraphs);
        return sheet + "\n" + grid(result).text(width) + "\n" + notes;
    }

    private List<String> facts(FixingResult result) {
        List<String> facts = new ArrayList<>(List.of(
                period(result),
                messages.get("evaluation.outcome." + result.outcome().name().toLowerCase(Locale.ROOT)),
                say("exploited", figures.count(result.exploited()), figures.count(result.unreachable()))));
        if (result.exploited() == 0) {
            facts.add(say("none"));
        } else if (result.exploited() < FEW) {
            facts.add(say("few"));
        }
        return facts;
    }

    private String period(FixingResult result) {
        return say(
                "period",
                figures.count(result.weeks()),
                result.first().toString(),
                result.end().toString(),
                figures.count(result.atFirst()),
                figures.count(result.arrived()));
    }

    private Grid grid(FixingResult result) {
        return new Grid(
                List.of(
                        say("rule"),
                        say("fixes"),
                        say("intime"),
                        say("missed"),
                        say("share"),
                        say("late"),
                        say("never")),
                1,
                result.rules().stream().map(by -> row(result, by)).toList());
    }

    private List<String> row(FixingResult result, ByRule by) {
        return List.of(
                name(by),
                number(by.fixes()),
                number(by.inTime()),
                number(result.missed(by)),
                figures.percent(by.missed()),
                number(by.late()),
                number(never(result, by)));
    }

    /** Means may differ from whole numbers by less than anything that is shown. */
    private static double never(FixingResult result, ByRule by) {
        return Math.max(0, result.missed(by) - by.late());
    }

    private String name(ByRule by) {
        return say("rule." + by.rule().name().toLowerCase(Locale.ROOT));
    }

    /** As short as a column has room for. */
    private String briefly(ByRule by) {
        return say("brief." + by.rule().name().toLowerCase(Locale.ROOT));
    }

    /** A mean over random orders has a decimal. */
    private String number(double count) {
        return figures.fixed(count, count == Math.rint(count) ? 0 : 1);
    }

    private List<String> notes(FixingResult result) {
        List<String> notes = new ArrayList<>();
        if (result.roundsWithEpss() < result.weeks()) {
            notes.add(say("noepss", figures.count(result.roundsWithEpss()), figures.count(result.weeks())));
        }
        notes.add(say("how"));
        notes.add(say("ties"));
        notes.add(say("membership"));
        return notes;
    }

    /** What became of the exploited CVEs by each rule, as columns: never fixed at the bottom, then late, then in time. */
    public ChartData chart(FixingResult result) {
        List<ByRule> rules = result.rules();
        return new ChartData(
                "fixing",
                say("chart", figures.count(result.exploited()), figures.count(result.perWeek())),
                ChartData.Form.COLUMNS,
                new Axis(say("rule"), rules.stream().map(this::briefly).toList()),
                new Axis(say("axis"), List.of()),
                List.of(
                        series(result, "never", Tone.CRITICAL, by -> never(result, by)),
                        series(result, "late", Tone.MEDIUM, ByRule::late),
                        series(result, "intime", Tone.LOW, ByRule::inTime)),
                Optional.empty(),
                period(result),
                facts(result));
    }

    private Series series(FixingResult result, String key, Tone tone, ToDoubleFunction<ByRule> count) {
        return new Series(
                say(key),
                Kind.BAR,
                IntStream.range(0, result.rules().size())
                        .mapToObj(i -> mark(result.rules().get(i), i, say(key), tone, count))
                        .toList());
    }

    private Mark mark(ByRule by, int column, String what, Tone tone, ToDoubleFunction<ByRule> count) {
        double value = count.applyAsDouble(by);
        String label = name(by) + " · " + what + " · " + number(value);
        return new Mark(column + 0.5, 0, value, label, tone, Optional.empty());
    }
}
