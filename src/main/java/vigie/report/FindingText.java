package vigie.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import vigie.explain.Standing;
import vigie.finding.Component;
import vigie.finding.Finding;
import vigie.ssvc.Decision;
import vigie.ssvc.SsvcWords;
import vigie.text.Figures;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.text.Sheet;
import vigie.triage.Bill;
import vigie.triage.Ranked;
import vigie.triage.Why;

/** Prioritised findings for a terminal: a line for each, and below it why. */
public final class FindingText implements AutoCloseable {

    private static final int RANK = 6;

    /** As wide as the longest outcome of BOD 26-04, with the mark of what is undecided. */
    private static final int DECISION = 22;

    /** A day with the mark of one that is counted from the detection. */
    private static final int DAY = 11;

    private static final int ID = 19;
    private static final int FIXED = 12;
    private static final int STANDING = 10;
    private static final int CVSS = 8;
    private static final int LEAST = 12;
    private static final String INDENT = "        ";

    private final Writer out;
    private final Messages words;
    private final SsvcWords ssvc;
    private final Standing standing;
    private final Figures figures;
    private final Why why;
    private final int width;
    private final int asset;
    private final int component;
    private boolean begun;
    private boolean undecided;
    private boolean listed;
    private boolean detected;

    /**
     * @param out takes the lines
     * @param messages the user's language
     * @param width characters in a line
     * @param why the sentences
     */
    public FindingText(Writer out, Messages messages, int width, Why why) {
        this.out = out;
        this.words = messages.bundle("findings");
        this.ssvc = new SsvcWords(messages);
        this.standing = new Standing(messages);
        this.figures = new Figures(messages.locale());
        this.why = why;
        this.width = Math.max(120, width);
        int left = this.width - RANK - DECISION - DAY - ID - FIXED - STANDING - CVSS - 2 * 8;
        this.asset = Math.max(LEAST, left * 2 / 5);
        this.component = Math.max(LEAST, left - this.asset);
    }

    /** Writes a finding. */
    public void row(Ranked row) {
        if (!begun) {
            begun = true;
            line(
                    words.get("head.rank"),
                    words.get("head.decision"),
                    words.get("head.due"),
                    words.get("head.id"),
                    words.get("head.asset"),
                    words.get("head.package"),
                    words.get("head.fixed"),
                    words.get("head.score"),
                    words.get("head.cvss"));
        }
        Finding finding = row.finding();
        boolean exploited = row.known().summary().exploited().isPresent();
        line(
                Long.toString(row.rank()),
                row.decision().map(this::decision).orElse(words.get("decision.none")),
                row.due().map(this::due).orElse(""),
                row.id(),
                finding.asset(),
                name(row),
                finding.fixed(),
                standing.first(exploited, row.known().summary().scorePercentile())
                        .orElse(""),
                cvss(row));
        String changed = why.change(row);
        String sentence = changed.isEmpty() ? why.of(row) : changed + " " + why.of(row);
        write(INDENT + Sheet.shorten(PlainText.line(sentence), Math.max(LEAST, width - INDENT.length())));
    }

    /** Writes the components of a bill of materials, at most so many. */
    public void bill(Bill bill, long most) {
        write(words.get("bill", PlainText.line(bill.file()), bill.count()));
        bill.components().stream().limit(most).forEach(one -> write("  " + component(one)));
        long more = bill.count() - Math.min(most, bill.components().size());
        if (more > 0) {
            write("  " + words.get("bill.more", more));
        }
    }

    /** Name, version and package URL of a component. */
    public static String component(Component one) {
        String named = one.version().isEmpty() ? one.name() : one.name() + "@" + one.version();
        return PlainText.line((named + " " + one.purl()).strip());
    }

    private String decision(Decision decision) {
        undecided |= !decision.decided();
        return ssvc.name(decision.tree().outcome(), decision.worst()) + (decision.decided() ? "" : "?");
    }

    private String due(Decision.Due due) {
        boolean ofListing = due.from() == Decision.From.LISTED;
        listed |= ofListing;
        detected |= !ofListing;
        return due.day() + (ofListing ? "" : "*");
    }

    private String cvss(Ranked row) {
        return row.known()
                .summary()
                .cvssScore()
                .map(score -> figures.decimals(score, 1))
                .orElseGet(() -> row.finding().severity());
    }

    private static String name(Ranked row) {
        String version = row.finding().component().version();
        return version.isEmpty() ? row.packageName() : row.packageName() + "@" + version;
    }

    private void line(String... cells) {
        int[] widths = {RANK, DECISION, DAY, ID, asset, component, FIXED, STANDING, CVSS};
        List<String> padded = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            String cell = Sheet.shorten(PlainText.line(cells[i]), widths[i]);
            String space = " ".repeat(widths[i] - cell.length());
            padded.add(i == 0 ? space + cell : cell + space);
        }
        write(String.join("  ", padded).stripTrailing());
    }

    private void write(String line) {
        try {
            out.write(line);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (undecided) {
            write("? " + words.get("undecided"));
        }
        if (listed || detected) {
            write(words.get(listed && detected ? "due.both" : listed ? "due.all-listed" : "due.all-detected"));
        }
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
