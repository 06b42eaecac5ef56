package vigie.finding;

import java.util.Collection;

/**
 * Takes in what a report says while it is read. Every entry of the report is one of: a finding, something else, or refused;
 * {@link Counts} holds the sum.
 */
public interface Sink {

    /** A finding, also one that the report suppresses. */
    void finding(Finding finding);

    /** A component of a bill of materials. */
    default void component(Component component) {}

    /** What a VEX document says. */
    default void statement(Statement statement) {}

    /** Names of one vulnerability. */
    default void aliases(Collection<String> ids) {}
}
