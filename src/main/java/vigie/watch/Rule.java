package vigie.watch;

import java.util.Optional;

/**
 * A line of a watch list with what else must hold.
 *
 * @param line what it names
 * @param version the version or range that is used ({@code 7.2.4}, {@code >= 7.2, < 7.4}), where it stands apart from the name
 * @param when what else must hold; {@link Condition#ALWAYS} if nothing
 */
public record Rule(WatchLine line, Optional<String> version, Condition when) {

    /** A line without more. */
    public Rule(WatchLine line) {
        this(line, Optional.empty(), Condition.ALWAYS);
    }

    /** The same with nothing else that must hold. */
    public Rule bare() {
        return new Rule(line, version, Condition.ALWAYS);
    }
}
