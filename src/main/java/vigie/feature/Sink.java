package vigie.feature;

/** Receives the features of one row. */
@FunctionalInterface
public interface Sink {

    /**
     * Receives a feature.
     *
     * @param name {@code FAMILY:NAME}; a name occurs once in a row
     * @param value its value; 1 for a category that holds, as one that does not hold is left out
     */
    void add(String name, double value);

    /** Receives a category that applies. */
    default void category(String family, String name) {
        add("C:" + family + ":" + name, 1);
    }

    /** Receives a number. */
    default void number(String name, double value) {
        add("N:" + name, value);
    }
}
