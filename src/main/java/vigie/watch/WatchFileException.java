package vigie.watch;

/** A watch list says something that cannot be meant. The message says what, in one sentence for the person who wrote it. */
public final class WatchFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With what is wrong. */
    public WatchFileException(String message) {
        super(message);
    }
}
