package vigie.triage;

import java.util.ArrayList;
import java.util.List;
import vigie.finding.Component;
import vigie.finding.Counts;
import vigie.finding.Format;
import vigie.finding.Reading;
import vigie.finding.format.Formats;

/**
 * A bill of materials that names no vulnerabilities. Which of its components are vulnerable is not looked up, so that they are listed
 * and nothing is said of them.
 *
 * @param file its name
 * @param components the first of its components, in its order
 * @param count how many there are
 */
public record Bill(String file, List<Component> components, long count) {

    /** Copies the list. */
    public Bill {
        components = List.copyOf(components);
    }

    /** Whether a file is such a bill of materials. */
    public static boolean is(Reading reading) {
        Counts counts = reading.counts();
        return reading instanceof Reading.Read read
                && counts.components() > 0
                && counts.findings() + counts.suppressed() == 0
                && Formats.named(read.format()).filter(Format::isBill).isPresent();
    }

    /** Collects components while files are read. */
    static final class Collector {

        /** Components that are kept of all files of a run; the others are counted. */
        private static final int MOST = 100_000;

        private final List<Component> current = new ArrayList<>();
        private final List<Bill> bills = new ArrayList<>();
        private int kept;

        void component(Component component) {
            if (kept + current.size() < MOST) {
                current.add(component);
            }
        }

        /** The file of the components since the last call has ended. */
        void end(Reading reading) {
            if (is(reading)) {
                bills.add(new Bill(reading.file(), current, reading.counts().components()));
                kept += current.size();
            }
            current.clear();
        }

        List<Bill> bills() {
            return List.copyOf(bills);
        }
    }
}
