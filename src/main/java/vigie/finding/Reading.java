package vigie.finding;

import java.util.List;

/** What became of one file. */
public sealed interface Reading {

    /** Its name; {@code scans.zip!/web.json} for a member of an archive. */
    String file();

    /** What was read, also before a fault. */
    Counts counts();

    /** What could not be understood; none if all was. */
    List<Fault> faults();

    /**
     * Read to its end.
     *
     * @param format name of its format
     * @param faults entries that could not be understood, at most a hundred of them
     */
    record Read(String file, String format, Counts counts, List<Fault> faults) implements Reading {}

    /**
     * Not read, or not to its end.
     *
     * @param format name of its format, empty if none recognises it
     * @param fault what ended it
     * @param entries entries before that could not be understood
     */
    record Refused(String file, String format, Counts counts, Fault fault, List<Fault> entries) implements Reading {

        @Override
        public List<Fault> faults() {
            List<Fault> all = new java.util.ArrayList<>(entries);
            all.add(fault);
            return all;
        }
    }
}
