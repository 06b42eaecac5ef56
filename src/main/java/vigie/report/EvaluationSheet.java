package vigie.report;

import java.util.Locale;
import vigie.score.Evaluation;
import vigie.text.Messages;

/** An evaluation as text. */
public final class EvaluationSheet {

    private final Messages messages;

    public EvaluationSheet(Messages messages) {
        this.messages = messages;
    }

    /** All tables. */
    public String text(Evaluation evaluation) {
        StringBuilder text = new StringBuilder();
        for (Evaluation.Table table : evaluation.tables()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s %d days %s: pool %d, positives %d, base rate %.5f%n",
                    table.origins(),
                    table.horizon(),
                    table.group(),
                    table.pool(),
                    table.positives(),
                    table.baseRate()));
            table.contestants().forEach((name, m) -> {
                text.append(String.format(
                        Locale.ROOT,
                        "  %-9s ROC-AUC %.3f [%.3f, %.3f]  PR-AUC %.4f [%.4f, %.4f]",
                        name,
                        m.rocAuc().value(),
                        m.rocAuc().from(),
                        m.rocAuc().to(),
                        m.prAuc().value(),
                        m.prAuc().from(),
                        m.prAuc().to()));
                m.efforts()
                        .forEach(e -> text.append(String.format(
                                Locale.ROOT, "  %.1f%%: %.2f/%.4f", e.effort() * 100, e.coverage(), e.efficiency())));
                text.append(String.format(Locale.ROOT, " brier %.6f%n", m.brier()));
                m.reliability()
                        .forEach(b -> text.append(String.format(
                                Locale.ROOT,
                                "      %.5f..%.5f n %.0f predicted %.5f observed %.5f%n",
                                b.from(),
                                b.to(),
                                b.rows(),
                                b.predicted(),
                                b.observed())));
            });
        }
        return text.toString();
    }
}
