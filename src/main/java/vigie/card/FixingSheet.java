package vigie.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
        StringBuilder text = new StringBuilder(sheet.toString());
        if (result.exploited() > 0) {
            text.append('\n').append(grid(result).text(width));
        }
        Sheet notes = new Sheet(Math.min(WIDE, width));
        notes(result).forEach(notes::paragraphs);
        return text.append('\n').append(notes).toString();
    }

    private List<String> facts(FixingResult result) {
        List<String> facts = new ArrayList<>(List.of(
                say(
                        "period",
                        figures.count(result.weeks()),
                        result.first().toString(),
                        result.end().toString(),
                        figures.count(result.atFirst()),
                        figures.count(result.arrived())),
                messages.get("evaluation.outcome." + result.outcome().name().toLowerCase(Locale.ROOT)),
                say("exploited", figures.count(result.exploited()), figures.count(result.unreachable()))));
        if (result.exploited() == 0) {
            facts.add(say("none"));
        } else if (result.exploited() < FEW) {
            facts.add(say("few"));
        }
        return facts;
    }

    private Grid grid(FixingResult result) {
        return new Grid(
                List.of(say("rule"), say("fixes"), say("intime"), say("missed"), say("share"), say("late")),
                1,
                result.rules().stream().map(by -> row(result, by)).toList());
    }

    private List<String> row(FixingResult result, ByRule by) {
        return List.of(
                name(result, by),
                number(by.fixes()),
                number(by.inTime()),
                number(result.missed(by)),
                figures.percent(by.missed()),
                number(by.late()));
    }

    private String name(FixingResult result, ByRule by) {
        return say("rule." + by.rule().name().toLowerCase(Locale.ROOT), figures.count(result.perWeek()));
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

    /** How many exploited CVEs each rule missed, as bars. */
    public ChartData chart(FixingResult result) {
        List<ByRule> rules = result.rules();
        List<Mark> marks = IntStream.range(0, rules.size())
                .mapToObj(i -> new Mark(
                        0,
                        i + 0.5,
                        result.missed(rules.get(i)),
                        name(result, rules.get(i)) + " · " + number(result.missed(rules.get(i))) + " · "
                                + figures.percent(rules.get(i).missed()),
                        tone(rules.get(i).rule()),
                        Optional.empty()))
                .toList();
        return new ChartData(
                "fixing",
                say("chart", figures.count(result.exploited()), figures.count(result.perWeek())),
                ChartData.Form.BARS,
                new Axis(say("missed"), List.of()),
                new Axis(say("rule"), rules.stream().map(by -> name(result, by)).toList()),
                List.of(new Series(say("missed"), Kind.BAR, marks)),
                Optional.empty(),
                say(
                        "period",
                        figures.count(result.weeks()),
                        result.first().toString(),
                        result.end().toString(),
                        figures.count(result.atFirst()),
                        figures.count(result.arrived())),
                facts(result));
    }

    private static Tone tone(FixingResult.Rule rule) {
        return switch (rule) {
            case VIGIE -> Tone.MODEL;
            case CVSS -> Tone.CVSS;
            case EPSS -> Tone.EPSS;
            case KEV -> Tone.OTHER;
        };
    }
}
