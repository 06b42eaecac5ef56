package vigie.job;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import vigie.fetch.DownloadFolder;
import vigie.fetch.Fetcher;
import vigie.fetch.HttpFetcher;
import vigie.fetch.LocalFiles;
import vigie.fetch.RequestLog;
import vigie.fetch.Retry;
import vigie.source.Source;
import vigie.source.Sources;
import vigie.store.Reader;
import vigie.store.Writer;
import vigie.sync.Extent;
import vigie.sync.SourceReport;
import vigie.sync.Syncer;

/** Synchronises sources. */
public final class SyncJob {

    private final JobContext context;
    private final Settings settings;
    private final boolean alone;

    /** @param context home, settings, clock and listener */
    public SyncJob(JobContext context) {
        this(context, true);
    }

    /**
     * As above.
     *
     * @param alone whether nothing else of this process synchronises meanwhile, so that what lies among the downloads was left by
     *     a run that was killed
     */
    public SyncJob(JobContext context, boolean alone) {
        this.context = context;
        this.settings = context.settings();
        this.alone = alone;
    }

    /** A fetcher that asks the hosts, or the mirror if there is one. */
    public Fetcher network() {
        Retry retry = new Retry(
                settings.attempts(),
                Retry.DEFAULT.firstDelay(),
                Retry.DEFAULT.longestDelay(),
                Retry.DEFAULT.connectTimeout(),
                settings.readTimeout());
        return new LocalFiles(new HttpFetcher(downloads(), context.mirror(), retry, log()), downloads());
    }

    private RequestLog log() {
        return new RequestLog() {
            @Override
            public void request(String line) {
                context.tell(new JobEvent.Requested(line));
            }

            @Override
            public void silent(String host, Silence why) {
                context.tell(new JobEvent.HostSilent(host, why));
            }
        };
    }

    /** All sources as the settings want them. */
    public List<Source> sources() {
        return Sources.all(new Sources.Choices(
                settings.certfrSince().orElse(context.today().minusYears(2)),
                settings.epssHistory(),
                settings.evidenceFiles(),
                settings.earlierFiles()));
    }

    /** Creates the database if there is none. */
    public void createDatabase() throws InterruptedException {
        try (Writer writer = context.writer()) {
            writer.lastChange();
        }
    }

    /**
     * Deletes downloads that a killed run has left; nothing else may synchronise meanwhile.
     *
     * @throws IOException if the home cannot be written
     */
    public void tidy() throws InterruptedException, IOException {
        try (Writer writer = context.writer()) {
            writer.lastChange();
            DownloadFolder.tidy(downloads(), settings.keptDownloads());
        }
    }

    /**
     * Synchronises.
     *
     * @param sources what to bring up to date
     * @param fetcher where bodies come from
     * @param extent how much to ask for
     * @throws InterruptedException if the thread is asked to stop
     * @throws IOException if the home cannot be written
     */
    public SyncResult run(List<Source> sources, Fetcher fetcher, Extent extent)
            throws InterruptedException, IOException {
        return run(sources, fetcher, extent, Set.of());
    }

    /**
     * The same, taking from some sources snapshots that withdraw much of what is held.
     *
     * @param shrinking the names of those sources
     */
    public SyncResult run(List<Source> sources, Fetcher fetcher, Extent extent, Set<String> shrinking)
            throws InterruptedException, IOException {
        long from = System.nanoTime();
        List<SourceReport> reports;
        long before;
        try (Writer writer = context.writer()) {
            before = writer.lastChange();
            tellLater();
            if (alone) {
                DownloadFolder.tidy(downloads(), settings.keptDownloads());
            }
            reports = new Syncer(writer, new Syncer.Surroundings(fetcher, context.listener(), context.clock()))
                    .run(sources, extent, shrinking);
        }
        SyncResult result = SyncResult.of(reports, before, Duration.ofNanos(System.nanoTime() - from));
        context.tell(new JobEvent.Synced(result));
        return result;
    }

    private void tellLater() {
        try (Reader reader = context.store().reader()) {
            reader.status().moments().values().stream()
                    .flatMap(moments -> moments.success().stream())
                    .map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC))
                    .max(LocalDate::compareTo)
                    .filter(held -> held.isAfter(context.today()))
                    .ifPresent(held -> context.tell(new JobEvent.FetchedLater(held, context.today())));
        }
    }

    private Path downloads() {
        return context.home().resolve("downloads");
    }
}
