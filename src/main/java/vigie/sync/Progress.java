package vigie.sync;

/** Told how a synchronisation goes on; called by several threads. */
public interface Progress {

    /** What is counted. */
    enum Unit {
        BYTES,
        FEEDS
    }

    /**
     * A piece of work begins.
     *
     * @param source the source
     * @param what the piece, a few words or a feed's name
     * @param unit what is counted
     * @param total how much there is, negative if not known
     */
    Task begin(String source, String what, Unit unit, long total);

    /** Something that a person may want to know now. */
    void note(String source, String message);

    /** A source is done with. */
    void finished(SourceReport report);

    /** A piece of work. */
    interface Task extends AutoCloseable {

        /** So much is done. */
        void at(long done);

        @Override
        void close();
    }
}
