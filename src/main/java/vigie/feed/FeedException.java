package vigie.feed;

/** The feed cannot be published; every reason has a message in each language. */
public final class FeedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The reason. */
    public enum Reason {
        /** No CVE has been scored yet. */
        NO_SCORES,
        /** The model that made the scores is not there; the detail is its identifier. */
        NO_MODEL,
        /** The directory contains something other than a feed; the detail is the directory. */
        NOT_A_FEED,
        /** The feed in the directory was made by a newer version; the detail is the directory. */
        NEWER,
        /** Another process is publishing into the directory; the detail is the directory. */
        BUSY,
        /** Something could not be read or written; the detail says what. */
        IO,
        /** The program git is not installed. */
        NO_GIT,
        /** git failed; the detail is what it said. */
        GIT
    }

    private final Reason reason;
    private final String detail;

    /**
     * @param reason what is in the way
     * @param detail the thing that it is about, may be empty
     */
    public FeedException(Reason reason, String detail) {
        super(reason + ": " + detail);
        this.reason = reason;
        this.detail = detail;
    }

    /** The same with its cause. */
    public FeedException(Reason reason, String detail, Throwable cause) {
        this(reason, detail);
        initCause(cause);
    }

    /** The reason. */
    public Reason reason() {
        return reason;
    }

    /** The detail; may be empty. */
    public String detail() {
        return detail;
    }
}
