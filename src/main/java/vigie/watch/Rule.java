package vigie.watch;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vigie.model.CveId;

/**
 * A line of a watch list with what else must hold.
 *
 * @param line what it names
 * @param version the version or range that is used ({@code 7.2.4}, {@code >= 7.2, < 7.4}), where it stands apart from the name
 * @param when what else must hold; {@link Condition#ALWAYS} if nothing
 * @param found of a line that names a run of findings, its CVEs and the assets that they are on; it is no part of the stored form
 */
public record Rule(WatchLine line, Optional<String> version, Condition when, Map<CveId, Set<String>> found) {

    /** Keeps a copy. */
    public Rule {
        found = Map.copyOf(found);
    }

    /** A line of what is not a run. */
    public Rule(WatchLine line, Optional<String> version, Condition when) {
        this(line, version, when, Map.of());
    }

    /** A line without more. */
    public Rule(WatchLine line) {
        this(line, Optional.empty(), Condition.ALWAYS);
    }

    /** The same with nothing else that must hold. */
    public Rule bare() {
        return new Rule(line, version, Condition.ALWAYS, found);
    }

    /** The same with what the run found. */
    Rule found(Map<CveId, Set<String>> all) {
        return new Rule(line, version, when, all);
    }
}
