package vigie.record;

/** An unusable record; the rest of its file is read. The message says why. */
public final class MalformedRecordException extends RuntimeException {

    /** Maximum length of quoted text of a record, or of a cause, in a message. */
    public static final int LONGEST_CAUSE = 200;

    private static final long serialVersionUID = 1;

    /** @param message why the record cannot be used */
    public MalformedRecordException(String message) {
        super(message, null, false, false);
    }

    /** The first line of a text, cut after {@link #LONGEST_CAUSE} characters. */
    public static String shorten(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() <= LONGEST_CAUSE ? line : line.substring(0, LONGEST_CAUSE) + "…";
    }
}
