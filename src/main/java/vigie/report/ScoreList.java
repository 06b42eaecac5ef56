package vigie.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import vigie.explain.Standing;
import vigie.model.Score;
import vigie.model.Urgency;
import vigie.text.DayWords;
import vigie.text.Messages;
import vigie.text.SourceNames;

/** Scores of several CVEs, a line each, the most urgent first. */
public final class ScoreList {

    private final Messages messages;
    private final Standing standing;

    /** @param messages the language */
    public ScoreList(Messages messages) {
        this.messages = messages;
        this.standing = new Standing(messages);
    }

    /**
     * The lines below a head.
     *
     * @param urgency how urgent a CVE is, given its score
     */
    public String text(List<Score> scores, Function<Score, Urgency> urgency) {
        StringBuilder text = new StringBuilder(line(
                "CVE",
                messages.get("score.head.rank"),
                messages.get("score.head.probability"),
                messages.get("score.head.known")));
        scores.stream()
                .sorted(Comparator.comparing(urgency))
                .forEach(s -> text.append(line(
                        s.cve().toString(),
                        standing.first(s.known().isPresent(), Optional.of(s.percentile()))
                                .orElseThrow(),
                        standing.chance(s),
                        s.known()
                                .map(k ->
                                        new DayWords(messages).of(k.day()) + " (" + SourceNames.all(k.sources()) + ")")
                                .orElse(""))));
        return text.toString();
    }

    private static String line(String cve, String rank, String probability, String known) {
        return String.format("%-17s %-14s %-30s %s", cve, rank, probability, known)
                        .stripTrailing() + "\n";
    }
}
