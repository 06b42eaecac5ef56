package vigie.card;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import vigie.explain.Standing;
import vigie.model.ScoreBand;
import vigie.score.Evaluation;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.text.Sheet;

/** What an evaluation is about, in the user's language. */
final class EvaluationWords {

    /** In the order in which they are explained. */
    static final List<String> TERMS =
            List.of("effort", "coverage", "efficiency", "roc", "pr", "brier", "reliability", "interval");

    private static final Set<String> CONTESTANTS = Set.of("model", "logistic", "epss", "cvss");
    private static final int ORIGINS_NAMED = 4;

    /** With fewer outcomes, an interval of the bootstrap is narrower than it should be. */
    private static final int FEW = 10;

    private static final int LONGEST_NAME = 20;

    private final Messages messages;
    private final Measured figures;

    EvaluationWords(Messages messages) {
        this.messages = messages;
        this.figures = new Measured(messages.locale());
    }

    String say(String key, Object... values) {
        return messages.get("evaluation." + key, values);
    }

    Measured figures() {
        return figures;
    }

    /** Who took part; a name that this version does not know stays as it is. */
    String contestant(String name) {
        return CONTESTANTS.contains(name) ? say("who." + name) : Sheet.shorten(PlainText.line(name), LONGEST_NAME);
    }

    /** The name of a band of the score. */
    String band(ScoreBand band) {
        return new Standing(messages).band(band);
    }

    /** The names of all who took part, in their order. */
    static Set<String> contestants(Evaluation.Table table) {
        return table.contestants().keySet();
    }

    String outcome(Evaluation evaluation) {
        return say("outcome." + evaluation.outcome().name().toLowerCase(Locale.ROOT));
    }

    /** Within how many days, and of which CVEs. */
    String title(Evaluation.Table table) {
        return say("title." + table.group().name().toLowerCase(Locale.ROOT), figures.count(table.horizon()));
    }

    /** The days, or how many in which time. */
    String origins(List<LocalDate> origins) {
        return origins.size() <= ORIGINS_NAMED
                ? origins.stream().map(LocalDate::toString).collect(Collectors.joining(", "))
                : say(
                        "origins",
                        figures.count(origins.size()),
                        origins.get(0).toString(),
                        origins.get(origins.size() - 1).toString());
    }

    /** How many CVEs, and how many of them were exploited; and what has to be known about so few or so many. */
    String facts(Evaluation.Table table) {
        String facts = say(
                "facts",
                origins(table.origins()),
                figures.count(table.pool()),
                figures.count(table.positives()),
                figures.percent(table.baseRate()));
        String several = table.origins().size() > 1 ? " " + say("several") : "";
        String few = table.positives() < FEW && table.positives() > 0 ? " " + say("few") : "";
        return facts + several + few;
    }

    /** Terms with what they mean. */
    Map<String, String> legend() {
        return TERMS.stream()
                .collect(Collectors.toMap(
                        term -> say(term), term -> say("legend." + term), (a, b) -> a, java.util.LinkedHashMap::new));
    }
}
