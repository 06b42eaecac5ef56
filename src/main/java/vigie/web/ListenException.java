package vigie.web;

/** The server cannot listen on its address, usually because another program uses it. */
public final class ListenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param where address and port */
    public ListenException(String where, Throwable cause) {
        super(where, cause);
    }
}
