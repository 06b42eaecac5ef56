package vigie.job;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import vigie.fetch.Mirror;
import vigie.store.Store;
import vigie.store.Writer;

/**
 * What every job works with.
 *
 * @param home directory of the installation
 * @param store its database
 * @param settings the settings of the installation
 * @param mirror where to fetch from instead of the hosts
 * @param clock the time; its day is the day of the job
 * @param listener told what the jobs do
 */
public record JobContext(Path home, Store store, Settings settings, Mirror mirror, Clock clock, JobListener listener) {

    /** The day of the job. */
    public LocalDate today() {
        return LocalDate.now(clock);
    }

    /** The folder into which the main job publishes: that of the settings, else {@code feed} in the home. */
    public Path feed() {
        return settings.feed().orElse(home.resolve("feed"));
    }

    /** The same with another store and listener. */
    public JobContext with(Store other, JobListener told) {
        return new JobContext(home, other, settings, mirror, clock, told);
    }

    /** The same with one more listener. */
    public JobContext alsoTelling(JobListener other) {
        return new JobContext(home, store, settings, mirror, clock, listener.and(other));
    }

    /**
     * Opens the database for writing; if another process writes, the listener is told.
     *
     * @throws InterruptedException if the thread is asked to stop while it waits
     */
    public Writer writer() throws InterruptedException {
        return store.writer(settings.lockWait(), holder -> tell(new JobEvent.WaitingForLock(holder)));
    }

    /** Tells the listener. */
    void tell(JobEvent event) {
        listener.on(event);
    }
}
