package vigie.explain;

import java.util.List;
import java.util.stream.Stream;
import vigie.model.Score;
import vigie.text.Figures;
import vigie.text.Messages;

/** The strongest reasons of a score, in the words of {@code vigie explain}, for where there is room for a few. */
public final class MainReasons {

    private final Reasons reasons;
    private final Figures figures;

    public MainReasons(Messages messages) {
        this.reasons = new Reasons(messages);
        this.figures = new Figures(messages.locale());
    }

    /**
     * A reason.
     *
     * @param factor by what it multiplies or divides the odds: {@code ×64}
     * @param raises whether it raises the score
     * @param words what it says
     */
    public record Line(String factor, boolean raises, String words) {}

    /**
     * What raises the score, then what lowers it, the strongest first, as far as the listed contributions tell.
     *
     * @param up most that raise it
     * @param down most that lower it
     */
    public List<Line> of(Score score, int up, int down) {
        List<Reason> said = reasons.of(score).stream()
                .filter(reason -> reason.topic() != Topic.REST)
                .toList();
        return Stream.concat(
                        said.stream().filter(Reason::raises).limit(up),
                        said.stream().filter(Reason::lowers).limit(down))
                .map(reason -> new Line(figures.factor(reason.logOdds()), reason.raises(), reason.words()))
                .toList();
    }
}
