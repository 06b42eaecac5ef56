package vigie.store;

/** A snapshot lacks so much of what is held that it is more likely damaged than true; a person has to accept it. */
public final class ShrunkException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Fewer records than this may always be withdrawn. */
    private static final int FEW = 10;

    /** Of so many records that are held, one may be withdrawn at a time. */
    private static final int ONE_OF = 10;

    private ShrunkException(String message) {
        super(message);
    }

    /**
     * Refuses a large fall.
     *
     * @param origin what is being read
     * @param gone records that are held and that the snapshot lacks
     * @param held records that are held
     */
    public static void check(Ingest.Origin origin, long gone, long held) {
        if (!origin.acceptShrink() && gone >= FEW && gone * ONE_OF > held) {
            throw new ShrunkException("held back: the file lacks " + gone + " of the " + held
                    + " records held. If that is right, run 'vigie sync --accept-shrink " + origin.source() + "'");
        }
    }
}
