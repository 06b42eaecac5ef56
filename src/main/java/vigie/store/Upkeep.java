package vigie.store;

import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/** What the one who looks after an installation asks of its database. */
public interface Upkeep {

    /** Whether there is a database. */
    boolean exists();

    /** Size of the database on disk in bytes, what is written and not yet merged included; 0 if there is none. */
    long bytes();

    /**
     * The version of its form: 0 for a database without one.
     *
     * @throws StoreException if the file is no database, or cannot be read
     */
    int version();

    /** The version of form that this program makes; it upgrades older ones and refuses newer ones. */
    int supported();

    /** Version of the library that reads and writes it, for a person. */
    String library();

    /**
     * Checks the whole of it: structure of pages, rows and indexes, and references between tables.
     *
     * @param most how many complaints are enough
     * @return what is wrong, one sentence each in the words of the database; empty if nothing
     */
    List<String> complaints(int most);

    /**
     * Reads every earlier version of a record. One that is damaged is left out where it would count, as the record itself can be read.
     *
     * @return the damage of each that cannot be read, with the name of its record; empty if there is none
     */
    List<String> damagedVersions();

    /**
     * Copies it, as of one moment, while others go on to read and to write. Between pieces it pauses, so that they are not
     * held up. The copy is checked: a damaged one must not take the place of a good one.
     *
     * @param file the copy, empty or not there yet; not forced to the disk
     * @param copied told the bytes that are copied so far
     * @throws StoreException if it cannot be read or copied, or is damaged
     */
    void copy(Path file, LongConsumer copied);

    /**
     * Keeps everybody else out, those who read included, until it is closed. The database need not be there. The file may then
     * be replaced: nothing that belongs to it lies in other files, unless it is damaged.
     *
     * @throws StoreException if another process reads or writes
     * @throws InterruptedException if the thread is asked to stop
     */
    Sole sole() throws InterruptedException;

    /** The right of the only one. */
    interface Sole extends AutoCloseable {

        @Override
        void close();
    }
}
