package vigie.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import vigie.fetch.Fetched;
import vigie.fetch.Validators;
import vigie.model.Observation;
import vigie.source.Feed;
import vigie.source.OutdatedException;
import vigie.source.Source;
import vigie.source.SyncState;
import vigie.store.FeedStamp;
import vigie.store.FirstLoad;
import vigie.store.Ingest;
import vigie.store.RunAccount;
import vigie.store.ShrunkException;
import vigie.store.StoreException;
import vigie.store.Tally;
import vigie.store.Writer;

/** Brings one source up to date: downloads what it names, a few at a time, and writes feed by feed. */
final class SourceRun {

    /** After this number of failures in a row, the source is skipped until the next run. */
    private static final int MOST_FAILURES = 5;

    /** A feed that does not fit to another one that announced it is asked for again so often. */
    private static final int MOST_OUTDATED = 2;

    private final Source source;
    private final Writer store;
    private final SyncState state;
    private final FeedFetcher fetcher;
    private final Lock writing;
    private final Progress progress;
    private final Clock clock;
    private final Duration deadline;
    private final FirstLoad firstLoad;
    private final boolean acceptShrink;
    private final Set<String> done = new HashSet<>();
    private final Map<String, Integer> outdated = new HashMap<>();
    private final long begun = System.nanoTime();
    private Tally tally = Tally.NONE;
    private int read;
    private int unchanged;
    private int failed;
    private int failedInARow;
    private String error = "";

    /**
     * @param acceptShrink whether its snapshots may withdraw much
     * @param writing held while a feed is written: one writer at a time
     */
    SourceRun(
            Source source,
            Writer store,
            SyncState state,
            Syncer.Surroundings around,
            boolean acceptShrink,
            Lock writing) {
        this.source = source;
        this.store = store;
        this.state = state;
        this.fetcher = new FeedFetcher(around.fetcher(), source, store, state.full());
        this.progress = around.progress();
        this.clock = around.clock();
        this.deadline = around.deadline();
        this.acceptShrink = acceptShrink;
        this.writing = writing;
        this.firstLoad = store.firstLoad(source.name(), clock.instant());
    }

    SourceReport run() throws InterruptedException {
        Instant started = clock.instant();
        boolean more = true;
        while (more && goesOn()) {
            List<Feed> feeds = next();
            more = !feeds.isEmpty();
            if (feeds.size() == 1) {
                single(feeds.get(0));
            } else if (more) {
                several(feeds);
            }
        }
        if (late()) {
            fail(
                    "deadline",
                    "not read to the end within " + Math.max(1, deadline.toHours()) + " hours; the next run goes on");
        }
        if (failed == 0) {
            source.missing(state).ifPresent(what -> fail("feeds", what));
        }
        if (failedInARow >= MOST_FAILURES) {
            error += " (skipped after " + MOST_FAILURES + " failures in a row)";
        }
        RunAccount.Outcome outcome = failed == 0
                ? RunAccount.Outcome.DONE
                : read + unchanged > 0 ? RunAccount.Outcome.PARTIAL : RunAccount.Outcome.FAILED;
        writing.lock();
        try {
            store.finished(new RunAccount(source.name(), started, clock.instant(), outcome, read, tally, error));
        } finally {
            writing.unlock();
        }
        Duration time = Duration.ofNanos(System.nanoTime() - begun);
        return new SourceReport(source.name(), outcome, read, unchanged, tally, error, time);
    }

    private boolean goesOn() {
        return failedInARow < MOST_FAILURES && !late();
    }

    private boolean late() {
        return System.nanoTime() - begun > deadline.toNanos();
    }

    private List<Feed> next() {
        try {
            return source.feeds(state).stream()
                    .filter(feed -> done.add(feed.name()))
                    .toList();
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            fail("feeds", reason(e));
            return List.of();
        }
    }

    private void single(Feed feed) throws InterruptedException {
        try (Progress.Task task = progress.begin(
                source.name(), feed.name(), Progress.Unit.BYTES, feed.size().orElse(-1))) {
            Download download = fetcher.fetch(feed, task::at);
            task.close();
            take(download, download.answer() instanceof Fetched.Body body ? body.bytes() : 0);
        }
    }

    private void several(List<Feed> feeds) throws InterruptedException {
        try (Progress.Task task = progress.begin(source.name(), "", Progress.Unit.FEEDS, feeds.size());
                Downloads downloads = new Downloads(source.name(), source.pace().connections(), feeds, fetcher)) {
            int taken = 0;
            while (taken < feeds.size() && goesOn()) {
                List<Download> ready = downloads.next();
                takeAll(ready);
                taken += ready.size();
                task.at(taken);
            }
        }
    }

    /** Small feeds that came in together are written together, so that they wait once for another source's large one. */
    private void takeAll(List<Download> ready) throws InterruptedException {
        writing.lockInterruptibly();
        try {
            for (Download download : ready) {
                if (goesOn()) {
                    take(download, 0);
                } else {
                    download.discard();
                }
            }
        } finally {
            writing.unlock();
        }
    }

    /**
     * Writes an answer.
     *
     * @param shown bytes to show the reading of, 0 where the reading is a part of something shown
     */
    private void take(Download download, long shown) throws InterruptedException {
        Feed feed = download.feed();
        if (download.answer() instanceof Fetched.Failed failure) {
            fail(feed.name(), failure.reason());
            return;
        }
        try {
            writing.lockInterruptibly();
            try {
                write(download, shown);
                failedInARow = 0;
            } finally {
                writing.unlock();
            }
        } catch (StoreException e) {
            throw e;
        } catch (OutdatedException e) {
            askAgain(feed, e);
        } catch (IOException | RuntimeException e) {
            fail(feed.name(), reason(e));
        } finally {
            download.discard();
        }
    }

    /** Lets the feeds that did not fit together be named again in this run. */
    private void askAgain(Feed feed, OutdatedException e) {
        if (outdated.merge(feed.name(), 1, Integer::sum) > MOST_OUTDATED) {
            fail(feed.name(), reason(e));
            return;
        }
        writing.lock();
        try (Ingest ingest = store.ingest(origin(feed.name(), false))) {
            source.outdated(feed, ingest::accept).forEach(done::remove);
            ingest.commit();
        } finally {
            writing.unlock();
        }
    }

    private void write(Download download, long shown) throws IOException, InterruptedException {
        Feed feed = download.feed();
        try (Ingest ingest = store.ingest(origin(feed.name(), news(feed)))) {
            if (download.answer() instanceof Fetched.Body body) {
                ingest.anew();
                readBody(download, body, ingest, shown);
            } else if (download.answer() instanceof Fetched.Unchanged) {
                source.unchanged(feed, ingest::accept);
            } else {
                // First, as what the source says of the absence is kept until the feed is read.
                ingest.anew();
                if (!source.absent(feed, ingest::accept)) {
                    throw new IOException("HTTP 404 from " + download.uri());
                }
            }
            ingest.commit();
            tally = tally.plus(ingest.tally());
        }
        if (download.answer() instanceof Fetched.Body) {
            read++;
        } else {
            unchanged++;
        }
    }

    private void readBody(Download download, Fetched.Body body, Ingest ingest, long shown)
            throws IOException, InterruptedException {
        Feed feed = download.feed();
        try (Progress.Task task = progress.begin(source.name(), feed.name(), Progress.Unit.BYTES, shown)) {
            download.reader().orElseThrow().read(ingest::accept, task::at);
        }
        Validators validators = body.validators();
        ingest.fetched(
                download.uri().toString(),
                new FeedStamp(validators.etag(), validators.lastModified(), body.bytes()),
                clock.instant());
        // What another address of the feed said before is not what is held now.
        for (URI other : feed.uris()) {
            if (!other.equals(download.uri())) {
                ingest.forget(other.toString());
            }
        }
    }

    /** Keeps what failed, so that {@code status} can tell, until the feed is read. */
    private void fail(String feed, String reason) {
        failed++;
        failedInARow++;
        error = error.isEmpty() ? feed + ": " + reason : error;
        progress.note(source.name(), feed + ": " + reason);
        writing.lock();
        try (Ingest ingest = store.ingest(origin(feed, false))) {
            ingest.accept(new Observation.Skipped("", reason));
            ingest.commit();
        } finally {
            writing.unlock();
        }
    }

    /** For a person; some exceptions of the platform say nothing. */
    private static String reason(Exception e) {
        if (e instanceof UncheckedIOException unchecked) {
            return reason(unchecked.getCause());
        }
        String message = e.getMessage();
        boolean told =
                (e instanceof IOException || e instanceof ShrunkException) && message != null && !message.isBlank();
        return told ? message : e.toString();
    }

    /** Whether what a feed brings has changed since the first load; feeds that failed in it are a part of it when they come later. */
    private boolean news(Feed feed) {
        return switch (firstLoad) {
            case AHEAD -> false;
            case BEGUN ->
                feed.uris().stream()
                        .anyMatch(uri -> store.fetched(uri.toString()).isPresent());
            case OVER -> true;
        };
    }

    private Ingest.Origin origin(String feed, boolean news) {
        return new Ingest.Origin(source.name(), feed, clock.instant(), state.today(), news, acceptShrink);
    }
}
