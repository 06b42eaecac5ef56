package vigie.job;

import java.io.IOException;
import vigie.fetch.DownloadFolder;
import vigie.store.Thinned;
import vigie.store.Writer;

/**
 * Removes what is older than the settings {@code [retention]} keep it: past scores, the record of changes, accounts of runs, downloads that
 * were broken off. A scheduler calls {@link #run} once a day, at a time when little else is written: it holds the lock of the
 * home, with many short transactions, for some seconds. {@code vigie up} ends with {@link #runIfDue}.
 */
public final class RetentionJob {

    /** Its name in a schedule. */
    public static final String NAME = "retention";

    private final JobContext context;

    /** @param context home, settings, clock and listener */
    public RetentionJob(JobContext context) {
        this.context = context;
    }

    /**
     * Removes what is too old.
     *
     * @throws InterruptedException if the thread is asked to stop while it waits for another process that writes
     * @throws IOException if a download cannot be deleted
     */
    public Thinned run() throws InterruptedException, IOException {
        try (Writer writer = context.writer()) {
            return thin(writer);
        }
    }

    /** The same unless it was done today, or on a later day. */
    public void runIfDue() throws InterruptedException, IOException {
        try (Writer writer = context.writer()) {
            if (writer.thinned().filter(day -> !day.isBefore(context.today())).isEmpty()) {
                thin(writer);
            }
        }
    }

    private Thinned thin(Writer writer) throws IOException {
        Settings settings = context.settings();
        DownloadFolder.removeOld(context.home().resolve("downloads"), settings.keptDownloads());
        Thinned thinned = writer.thin(settings.retention(), context.today(), settings.epssHistory());
        context.tell(new JobEvent.Thinned(thinned));
        return thinned;
    }
}
