package vigie.card;

import java.util.List;
import vigie.score.Evaluation;
import vigie.score.Evaluation.Table;
import vigie.text.Messages;
import vigie.text.Sheet;

/** An evaluation as text for a terminal. */
public final class EvaluationSheet {

    private static final int WIDE = 120;

    private final EvaluationWords words;
    private final EvaluationTables grids;
    private final int width;

    /** For a line of 120 characters. */
    public EvaluationSheet(Messages messages) {
        this(messages, WIDE);
    }

    /** @param width characters in a line, 80 or more; below 120 some intervals are left out */
    public EvaluationSheet(Messages messages, int width) {
        this.words = new EvaluationWords(messages);
        this.grids = new EvaluationTables(words, width >= WIDE);
        this.width = Math.min(WIDE, width);
    }

    /** All tables: in full those over several origins, or else those of each, then the single origins; and the terms. */
    public String text(Evaluation evaluation) {
        return tables(evaluation) + legend();
    }

    /** The same without the terms. */
    String tables(Evaluation evaluation) {
        StringBuilder text = new StringBuilder(new Sheet(width)
                .paragraphs(words.outcome(evaluation) + " "
                        + words.say("since", evaluation.publishedSince().toString()))
                .toString());
        List<EvaluationTables.Part> parts = EvaluationTables.Part.of(evaluation);
        parts.forEach(part -> part.whole().forEach(table -> text.append(full(table))));
        for (EvaluationTables.Part part : parts) {
            if (!part.origins().isEmpty()) {
                text.append(heading(words.title(part.origins().get(0)), words.say("by.origin")))
                        .append(grids.origins(part.origins()).text(width));
            }
        }
        return text.toString();
    }

    /** One table in full. */
    String full(Table table) {
        StringBuilder text = new StringBuilder(heading(words.title(table)));
        text.append(new Sheet(width).paragraphs(words.facts(table)));
        if (table.contestants().isEmpty()) {
            return text.append(new Sheet(width).paragraphs(words.say("nothing")))
                    .toString();
        }
        text.append('\n').append(grids.ranking(table).text(width));
        text.append('\n').append(grids.efforts(table).text(width));
        Grid bands = grids.bands(table);
        if (!bands.rows().isEmpty()) {
            text.append('\n').append(bands.text(width));
        }
        Grid reliability = grids.reliability(table);
        if (!reliability.rows().isEmpty()) {
            text.append('\n').append(reliability.text(width));
        }
        return text.toString();
    }

    private String heading(String... parts) {
        String words = new Sheet(width).heading(parts).toString();
        return "\n" + words
                + "─".repeat(words.lines().mapToInt(String::length).max().orElse(0)) + "\n";
    }

    /** What the terms mean. */
    String legend() {
        Sheet sheet = new Sheet(width).heading(words.say("legend"));
        words.legend().forEach((term, meaning) -> sheet.item(term + words.say("colon") + " " + meaning));
        return "\n" + sheet;
    }
}
