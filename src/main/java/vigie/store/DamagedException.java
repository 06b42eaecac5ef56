package vigie.store;

/** One stored document or row cannot be read. Others can: whoever reads many goes on without it. */
public final class DamagedException extends StoreException {

    private static final long serialVersionUID = 1;

    /**
     * @param message what is damaged
     * @param cause how that was noticed
     */
    public DamagedException(String message, Throwable cause) {
        super(message, cause);
    }

    /** As above, where there is no deeper cause. */
    public DamagedException(String message) {
        super(message);
    }
}
