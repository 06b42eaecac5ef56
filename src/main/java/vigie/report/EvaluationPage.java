package vigie.report;

import vigie.score.Evaluation;
import vigie.text.Messages;

/** An evaluation as a page. */
public final class EvaluationPage {

    private final Messages messages;

    public EvaluationPage(Messages messages) {
        this.messages = messages;
    }

    /** A page that needs nothing else. */
    public String html(Evaluation evaluation) {
        return new EvaluationSheet(messages).text(evaluation);
    }
}
