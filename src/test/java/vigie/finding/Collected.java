package vigie.finding;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import vigie.finding.format.Formats;

/** All that a reading gave, for tests. */
public final class Collected implements Sink {

    public final List<Finding> findings = new ArrayList<>();
    public final List<Component> components = new ArrayList<>();
    public final List<Statement> statements = new ArrayList<>();
    public final List<List<String>> aliases = new ArrayList<>();
    public final List<Reading> readings = new ArrayList<>();

    /** Reads a file or folder of any format. */
    public static Collected of(Path path) {
        Collected all = new Collected();
        Formats.reader().read(path, all, all.readings::add);
        return all;
    }

    /** Reads a text of any format. */
    public static Collected of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads a stream of any format, packed or not. */
    public static Collected of(byte[] bytes) {
        Collected all = new Collected();
        Formats.reader().read("-", new ByteArrayInputStream(bytes), all, all.readings::add);
        return all;
    }

    /** Reads each of the files and prints what came of it. */
    public static void main(String... files) {
        for (String file : files) {
            Collected read = of(Path.of(file));
            System.out.println(file + ": " + read.findings.size() + " "
                    + read.only().faults().size());
        }
    }

    /** What became of the one file. */
    public Reading only() {
        if (readings.size() != 1) {
            throw new IllegalStateException(readings.size() + " files");
        }
        return readings.get(0);
    }

    /** Findings that count. */
    public List<Finding> open() {
        return findings.stream().filter(one -> one.suppression().isEmpty()).toList();
    }

    @Override
    public void finding(Finding finding) {
        findings.add(finding);
    }

    @Override
    public void component(Component component) {
        components.add(component);
    }

    @Override
    public void statement(Statement statement) {
        statements.add(statement);
    }

    @Override
    public void aliases(Collection<String> ids) {
        aliases.add(List.copyOf(ids));
    }
}
