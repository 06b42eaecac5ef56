package vigie.record;

/** A record that cannot be used; its file goes on. The message says why, for a person. */
public final class Malformed extends RuntimeException {

    /** Most characters of a record's own text, or of a cause, that a message repeats. */
    public static final int LONGEST_CAUSE = 200;

    private static final long serialVersionUID = 1;

    /** @param message why the record cannot be used */
    public Malformed(String message) {
        super(message, null, false, false);
    }

    /** The first line of a text, cut after {@link #LONGEST_CAUSE} characters. */
    public static String shorten(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() <= LONGEST_CAUSE ? line : line.substring(0, LONGEST_CAUSE) + "…";
    }
}
