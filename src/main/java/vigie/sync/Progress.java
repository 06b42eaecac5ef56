package vigie.sync;

/** Listener for the progress of a synchronisation; called by several threads. */
public interface Progress {

    /** What is counted. */
    enum Unit {
        BYTES,
        FEEDS
    }

    /**
     * A task starts.
     *
     * @param source the source
     * @param what the piece, a few words or a feed's name
     * @param unit what is counted
     * @param total how much there is, negative if not known
     */
    Task begin(String source, String what, Unit unit, long total);

    /** A message for the user. */
    void note(String source, String message);

    /** A source is finished. */
    void finished(SourceReport report);

    /** A task. */
    interface Task extends AutoCloseable {

        /** So much is done. */
        void at(long done);

        @Override
        void close();
    }
}
