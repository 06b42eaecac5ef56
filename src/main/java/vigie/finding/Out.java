package vigie.finding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import vigie.text.PlainText;

/** Where a {@link Format} puts what it reads from one file: it counts, notes the file, and hands on. */
public final class Out {

    /** Faults beyond these are counted only. */
    private static final int MOST_FAULTS = 100;

    private final String file;
    private final Sink sink;
    private final List<Fault> faults = new ArrayList<>();
    private long findings;
    private long rows;
    private long suppressed;
    private long others;
    private long refused;
    private long components;
    private long statements;

    Out(String file, Sink sink) {
        this.file = file;
        this.sink = sink;
    }

    /** Name of the file that is read. */
    public String file() {
        return file;
    }

    /** An entry that is a finding; one without any identifier is something else. */
    public void finding(Finding.Draft draft, Position position) {
        if (draft.nameless()) {
            other();
            return;
        }
        Finding finding = draft.at(file, position);
        if (finding.suppression().isPresent()) {
            suppressed++;
        } else {
            findings++;
            rows += finding.rows();
        }
        if (!finding.aliases().isEmpty()
                || finding.ids().size() > 1 && finding.cves().size() <= 1) {
            List<String> names = new ArrayList<>(finding.ids());
            names.addAll(finding.aliases());
            sink.aliases(names);
        }
        sink.finding(finding);
    }

    /** An entry that names no vulnerability: a passed check, an information, a fault of style. */
    public void other() {
        others++;
    }

    /**
     * An entry that cannot be understood; the rest goes on.
     *
     * @param reason in English, as the bundle {@code failures} has it
     */
    public void refused(Position position, String reason) {
        refused++;
        if (faults.size() < MOST_FAULTS) {
            faults.add(new Fault(position, reason));
        }
    }

    /** A component of a bill of materials, with vulnerabilities or without. */
    public void component(Component component) {
        components++;
        sink.component(new Component(
                PlainText.line(component.name()),
                PlainText.line(component.version()),
                PlainText.line(component.purl()),
                PlainText.line(component.type()),
                PlainText.line(component.path()),
                PlainText.line(component.check())));
    }

    /** What a VEX document says. */
    public void statement(Statement statement) {
        statements++;
        sink.statement(statement);
    }

    /** Names of one vulnerability, of which the file has no finding. */
    public void aliases(Collection<String> ids) {
        sink.aliases(ids);
    }

    Counts counts() {
        return new Counts(findings, rows, suppressed, others, refused, components, statements);
    }

    List<Fault> faults() {
        return List.copyOf(faults);
    }
}
