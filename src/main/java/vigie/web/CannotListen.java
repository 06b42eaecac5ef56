package vigie.web;

/** The server cannot listen where it should, mostly because another program does. */
public final class CannotListen extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param where address and port */
    public CannotListen(String where, Throwable cause) {
        super(where, cause);
    }
}
