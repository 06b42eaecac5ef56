package vigie.feed;

/** The feed cannot be published; the reason is a word for which every language has a sentence. */
public final class FeedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What is in the way. */
    public enum Reason {
        /** Nothing was scored yet. */
        NO_SCORES,
        /** The directory holds something else; the detail is the directory. */
        NOT_A_FEED,
        /** The feed in the directory was made by a newer version; the detail is the directory. */
        NEWER,
        /** Another process is publishing into the directory; the detail is the directory. */
        BUSY,
        /** Something could not be read or written; the detail says what. */
        IO,
        /** The program git is not there. */
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

    /** What is in the way. */
    public Reason reason() {
        return reason;
    }

    /** The thing that it is about, may be empty. */
    public String detail() {
        return detail;
    }
}
