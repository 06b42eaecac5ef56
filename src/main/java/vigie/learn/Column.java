package vigie.learn;

/**
 * A column as the model file names it.
 *
 * @param name neither empty nor with the signs {@code [ ] <}, which XGBoost's Python package refuses
 * @param kind what its values are
 * @param direction +1 if a greater value may only raise the score, -1 if it may only lower it, 0 if either
 */
public record Column(String name, Kind kind, int direction) {

    /** @throws IllegalArgumentException if the name or the direction is not allowed */
    public Column {
        if (name.isEmpty() || name.matches("(?s).*[\\[\\]<].*")) {
            throw new IllegalArgumentException("a column must not be named '" + name + "'");
        }
        if (Math.abs(direction) > 1) {
            throw new IllegalArgumentException("a direction is -1, 0 or 1, not " + direction);
        }
    }

    /** A column that may raise or lower the score. */
    public static Column of(String name, Kind kind) {
        return new Column(name, kind, 0);
    }

    /** XGBoost's types of columns. They document; training is the same for all. */
    public enum Kind {
        /** A quantity. */
        QUANTITY("q"),
        /** A whole number. */
        INTEGER("int"),
        /** There or not there. */
        INDICATOR("i"),
        /** A real number. */
        FLOAT("float");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }
}
