package vigie.finding;

/**
 * Where something stands in a file.
 *
 * @param line from 1; 0 where it is not known
 * @param column from 1; 0 where it is not known
 */
public record Position(long line, long column) implements Comparable<Position> {

    /** Somewhere in the file. */
    public static final Position NOWHERE = new Position(0, 0);

    /** The beginning of a line. */
    public static Position line(long line) {
        return new Position(line, 0);
    }

    @Override
    public int compareTo(Position other) {
        int byLine = Long.compare(line, other.line);
        return byLine == 0 ? Long.compare(column, other.column) : byLine;
    }

    /** {@code 12:7}, {@code 12}, or nothing. */
    @Override
    public String toString() {
        return line == 0 ? "" : column == 0 ? Long.toString(line) : line + ":" + column;
    }
}
