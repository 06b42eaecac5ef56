package vigie.web.access;

import java.nio.file.Path;
import vigie.text.Messages;

/** A file of tokens cannot be used; the reason is a word for which every language has a sentence. */
public final class TokenFileException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The reason. */
    public enum Reason {
        /** There is no such file. */
        MISSING,
        /** It cannot be read; the detail says why. */
        UNREADABLE,
        /** A line is no token; the detail is the number of the line. */
        MALFORMED,
        /** The folder that it should be made in is missing. */
        NO_FOLDER,
        /** It cannot be written; the detail says why. */
        UNWRITABLE,
        /** Another process is changing it; the detail is the file that says so. */
        BUSY,
        /** There is a token of that name already; the detail is the name. */
        TAKEN
    }

    private final Reason reason;
    private final transient Path file;
    private final String detail;

    TokenFileException(Reason reason, Path file, String detail) {
        super(reason + ": " + file + ": " + detail);
        this.reason = reason;
        this.file = file;
        this.detail = detail;
    }

    /** The reason. */
    public Reason reason() {
        return reason;
    }

    /** The file of tokens. */
    public Path file() {
        return file;
    }

    /** The thing that it is about, may be empty. */
    public String detail() {
        return detail;
    }

    /**
     * Why, and what to do.
     *
     * @param words the bundle {@code access}
     */
    public String sentence(Messages words) {
        return words.get("token.error." + reason, file, detail);
    }
}
