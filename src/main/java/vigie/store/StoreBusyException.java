package vigie.store;

/** The database has no answer in the time that a question may take, or no reader is free. */
public final class StoreBusyException extends StoreException {

    private static final long serialVersionUID = 1;

    /**
     * @param message what took too long
     * @param cause what the database said
     */
    public StoreBusyException(String message, Throwable cause) {
        super(message, cause);
    }

    /** As above, where there is no deeper cause. */
    public StoreBusyException(String message) {
        super(message);
    }
}
