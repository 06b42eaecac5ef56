package vigie.store;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The database of one installation, which is handed to whoever reads or writes: what kind of database it is, where it is
 * and how it is locked only the one who opens it knows. For any number of threads.
 */
public interface Store {

    /** Where the database is, for a person. */
    String place();

    /** What a check of the whole database finds wrong with its structure; empty if nothing, or if there is no database. */
    Optional<String> damage();

    /** What the one who looks after the installation asks; the database need not be there yet. */
    Upkeep upkeep();

    /**
     * Opens the database for reading.
     *
     * @throws StoreException if there is none, or it is from another version
     */
    Reader reader();

    /**
     * Readers that are lent to threads; the database need not be there yet.
     *
     * @param most how many may be lent at the same time, at least 1
     */
    default Readers readers(int most) {
        return readers(most, () -> Readers.Asker.WAITING);
    }

    /**
     * As above, for questions that are stopped when nobody waits for their answer any more.
     *
     * @param askers who asks on the current thread
     */
    Readers readers(int most, Supplier<Readers.Asker> askers);

    /** Watches the database for changes; it need not be there yet. */
    Watch watch();

    /**
     * Opens the database for writing, making or upgrading it where needed, with the lock that lets one process at a time
     * write; both end with the writer.
     *
     * @param patience how long to wait for another process
     * @param waiting told once who writes, if someone does
     * @throws StoreException if the other process writes all the time, or the database cannot be written or is from a
     *     newer version
     * @throws InterruptedException if the thread is asked to stop
     */
    Writer writer(Duration patience, Consumer<String> waiting) throws InterruptedException;

    /** The right to run the schedule of the installation. */
    interface Claim extends AutoCloseable {
        /** Gives it up. */
        @Override
        void close();
    }

    /**
     * Claims the schedule for this process, without waiting; empty if another process has it, or the home cannot be written. A
     * claim ends with its process, however that ends.
     */
    Optional<Claim> claimSchedule();

    /** Who has claimed the schedule, for a person; empty if nobody has. */
    Optional<String> scheduler();
}
