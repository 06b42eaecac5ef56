package vigie.upkeep;

import java.util.List;
import vigie.text.FailureText;
import vigie.text.Messages;

/** A backup cannot be made or restored; every reason has a message in each language. */
public final class UpkeepException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The reason. */
    public enum Reason {
        /** There is no database to copy; the detail is the home. */
        NO_DATABASE,
        /** The disk has no room; the details are the directory, and megabytes needed and free. */
        NO_SPACE,
        /** Something cannot be read or written; the details are what, and why. */
        IO,
        /** There is no such file; the detail is its name. */
        NO_FILE,
        /** The file is no backup, or was cut; the detail is its name. */
        NOT_A_BACKUP,
        /** A part of the backup is missing or altered; the details are the file and the part. */
        ALTERED,
        /** A newer version made the backup; the details are the file and that version. */
        NEWER,
        /** The home holds something; the details are the home and a file in it. */
        NOT_EMPTY
    }

    private final Reason reason;
    private final List<String> details;

    /** @param details what the message of the reason needs, in its order */
    public UpkeepException(Reason reason, String... details) {
        super(reason + ": " + String.join(", ", details));
        this.reason = reason;
        this.details = List.of(details);
    }

    /** The same with its cause. */
    public UpkeepException(Throwable cause, Reason reason, String... details) {
        this(reason, details);
        initCause(cause);
    }

    /** The reason. */
    public Reason reason() {
        return reason;
    }

    /**
     * The sentence for a person.
     *
     * @param words of any bundle; the sentence is in their language
     */
    public String sentence(Messages words) {
        Object[] values =
                details.stream().map(detail -> FailureText.in(words, detail)).toArray();
        return words.bundle("upkeep").get("error." + reason, values);
    }
}
