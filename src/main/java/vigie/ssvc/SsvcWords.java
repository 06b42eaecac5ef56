package vigie.ssvc;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import vigie.text.Messages;
import vigie.text.SearchWords;
import vigie.text.SourceNames;

/** Decisions in the user's language. What an own table names and the bundle does not is said as the table has it. */
public final class SsvcWords {

    private static final SsvcWords FRENCH = new SsvcWords(new Messages("fr"));

    private final Messages words;

    /** @param messages the user's language */
    public SsvcWords(Messages messages) {
        this.words = messages.bundle("ssvc");
    }

    /** The name of a table. */
    public String name(Tree tree) {
        return known("tree." + tree.namespace() + "." + tree.key(), tree.name());
    }

    /** The name of a decision point. */
    public String name(DecisionPoint point) {
        return known("point." + dotted(point), point.name());
    }

    /** The name of a value of a decision point, or of an outcome. */
    public String name(DecisionPoint point, DecisionPoint.Value value) {
        return known("value." + dotted(point) + "." + value.key(), value.name());
    }

    private static String dotted(DecisionPoint point) {
        return point.namespace() + "." + point.key();
    }

    private String known(String key, String otherwise) {
        return words.knows(key) ? words.get(key) : otherwise;
    }

    /** The values of an answer: one, or those among which it is not decided. */
    public String values(DecisionPoint point, Answer answer) {
        if (answer.basis() == Answer.Basis.UNKNOWN) {
            return words.get("undecided");
        }
        List<String> names = new ArrayList<>();
        point.values().stream()
                .filter(value -> answer.values().contains(value.key()))
                .forEach(value -> names.add(name(point, value)));
        return String.join(words.get("or"), names);
    }

    /** What an answer rests on. */
    public String basis(Answer answer) {
        return words.get("basis." + basisName(answer), SourceNames.all(answer.by()));
    }

    /** The outcome, or the range of those that are possible, the most urgent first. */
    public String outcome(Decision decision) {
        DecisionPoint point = decision.tree().outcome();
        String worst = name(point, decision.worst());
        return decision.decided() ? worst : words.get("range", worst, name(point, decision.least()));
    }

    /** A decision in one line: the table, the outcome, by when. */
    public String line(Decision decision) {
        String line = words.get("answer", name(decision.tree()), outcome(decision));
        return due(decision).map(due -> line + words.get("then") + due).orElse(line);
    }

    /** An answer in one line: the point, its value, what that rests on. */
    public String line(DecisionPoint point, Answer answer) {
        String line = words.get("answer", name(point), values(point, answer));
        return answer.basis() == Answer.Basis.UNKNOWN ? line : words.get("because", line, basis(answer));
    }

    /** Several decisions about one thing, each in a line, then each answer once; what nobody answers is left out. */
    public List<String> lines(List<Decision> decisions) {
        List<String> lines = new ArrayList<>();
        decisions.forEach(decision -> lines.add(line(decision)));
        Set<String> answered = new HashSet<>();
        for (Decision decision : decisions) {
            for (DecisionPoint point : decision.tree().points()) {
                Answer answer = decision.answers().get(point.point());
                if (answer.basis() != Answer.Basis.UNKNOWN && answered.add(point.point())) {
                    lines.add(line(point, answer));
                }
            }
        }
        return lines;
    }

    /** By when, and from which day that is counted; empty where there is no such day. */
    public Optional<String> due(Decision decision) {
        return decision.due()
                .map(due -> words.get(
                        "due." + due.from().name().toLowerCase(Locale.ROOT),
                        due.day().toString(),
                        due.start().toString(),
                        due.days()));
    }

    /** What an open question would decide: {@code Publicly Exposed? yes: 3 days; no: 14 days}. */
    public String question(Decision decision, Decision.Open open) {
        List<String> answers = new ArrayList<>();
        DecisionPoint outcome = decision.tree().outcome();
        open.outcomes().forEach((key, outcomes) -> {
            String worst = name(outcome, outcomes.get(outcomes.size() - 1));
            String then = outcomes.size() == 1 ? worst : words.get("range", worst, name(outcome, outcomes.get(0)));
            answers.add(words.get(
                    "answer", name(open.point(), open.point().value(key).orElseThrow()), then));
        });
        return words.get("question", name(open.point()), String.join(words.get("answers"), answers));
    }

    /**
     * The key of the value of an official decision point that a person means: its name or key, in English or French.
     *
     * @param point namespace and key
     */
    static Optional<String> value(String point, String text) {
        Optional<DecisionPoint> official = Trees.point(point);
        Optional<String> named = official.flatMap(one -> one.named(text)).map(DecisionPoint.Value::key);
        return named.or(() -> official.flatMap(one -> one.values().stream()
                .filter(value -> SearchWords.plain(FRENCH.name(one, value)).equals(SearchWords.plain(text.strip())))
                .map(DecisionPoint.Value::key)
                .findFirst()));
    }

    /** The basis of an answer as one word of a table or of JSON, the same in every language. */
    public static String basisName(Answer answer) {
        return answer.basis().name().toLowerCase(Locale.ROOT);
    }
}
