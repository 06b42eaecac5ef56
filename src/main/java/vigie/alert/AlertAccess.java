package vigie.alert;

import vigie.store.AlertWriter;

/** Where what was read is written: the writer is opened only if something is, and given back at once. */
public interface AlertAccess {

    /**
     * Writes.
     *
     * @throws InterruptedException if the thread is asked to stop while it waits for the writer
     */
    void write(Work work) throws InterruptedException;

    /** What is written. */
    interface Work {

        /** Writes with a writer. */
        void with(AlertWriter writer);
    }
}
