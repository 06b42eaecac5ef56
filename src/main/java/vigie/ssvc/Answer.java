package vigie.ssvc;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The answer to a decision point: one value, or several where it is not decided among them.
 *
 * @param values keys of values, at least one
 * @param basis what the answer rests on
 * @param by who says so, in the order of their days, or the CVSS vector it is derived from; may be empty
 */
public record Answer(Set<String> values, Basis basis, List<String> by) {

    /** What an answer rests on. */
    public enum Basis {
        /** A source says so: CISA, a catalogue, an archive of exploits. */
        SOURCE,
        /** Derived from the CVSS vector that stands for the CVE. */
        DERIVED,
        /** No source says otherwise, and those that would are held. */
        ABSENCE,
        /** The list of assets, or whoever asks, says so. */
        STATED,
        /** The outcome of another decision table. */
        TABLE,
        /** Nobody says: every value is possible. */
        UNKNOWN
    }

    /** Keeps copies. */
    public Answer {
        values = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(values));
        by = List.copyOf(by);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("an answer without values");
        }
    }

    /** One value that somebody says. */
    static Answer of(String value, Basis basis, String... by) {
        return new Answer(Set.of(value), basis, List.of(by));
    }

    /** Values that whoever asks says. */
    public static Answer stated(Collection<String> values) {
        return new Answer(new LinkedHashSet<>(values), Basis.STATED, List.of());
    }

    /** Whether there is exactly one value. */
    public boolean decided() {
        return values.size() == 1;
    }
}
