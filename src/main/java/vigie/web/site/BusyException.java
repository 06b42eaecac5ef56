package vigie.web.site;

/** Work for which there is no place now; answered with 503. */
public final class BusyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int seconds;

    /** @param seconds after which it makes sense to try again */
    public BusyException(int seconds) {
        super("busy");
        this.seconds = seconds;
    }

    /** Seconds after which it makes sense to try again. */
    public int seconds() {
        return seconds;
    }
}
