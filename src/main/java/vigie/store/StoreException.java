package vigie.store;

/** The database cannot do what was asked; the message is one line for a person. */
public sealed class StoreException extends RuntimeException permits StoreBusyException, DamagedException {

    private static final long serialVersionUID = 1;

    /**
     * @param message what happened and what to do
     * @param cause what the database said
     */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /** As above, where there is no deeper cause. */
    public StoreException(String message) {
        super(message);
    }
}
