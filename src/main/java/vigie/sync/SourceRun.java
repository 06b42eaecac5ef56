package vigie.sync;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.function.LongConsumer;
import vigie.fetch.Fetched;
import vigie.fetch.Fetcher;
import vigie.fetch.Request;
import vigie.fetch.Validators;
import vigie.model.Observation;
import vigie.source.Feed;
import vigie.source.Source;
import vigie.source.SyncState;
import vigie.store.FeedStamp;
import vigie.store.Ingest;
import vigie.store.RunAccount;
import vigie.store.Store;
import vigie.store.Tally;

/** Brings one source up to date: downloads what it names, a few at a time, and writes feed by feed. */
final class SourceRun {

    /** After so many failures in a row the source is left alone until the next run. */
    private static final int MOST_FAILURES = 5;

    private final Source source;
    private final Store store;
    private final SyncState state;
    private final Fetcher fetcher;
    private final Lock writing;
    private final Progress progress;
    private final Clock clock;
    private final boolean logged;
    private final Set<String> done = new HashSet<>();
    private Tally tally = Tally.NONE;
    private int read;
    private int unchanged;
    private int failed;
    private int failedInARow;
    private String error = "";

    /**
     * @param writing held while a feed is written: one writer at a time
     */
    SourceRun(Source source, Store store, SyncState state, Syncer.Surroundings around, Lock writing) {
        this.source = source;
        this.store = store;
        this.state = state;
        this.fetcher = around.fetcher();
        this.progress = around.progress();
        this.clock = around.clock();
        this.writing = writing;
        this.logged = store.loaded(source.name());
    }

    SourceReport run() throws InterruptedException {
        Instant started = clock.instant();
        long from = System.nanoTime();
        boolean more = true;
        while (more && failedInARow < MOST_FAILURES) {
            List<Feed> feeds = source.feeds(state).stream()
                    .filter(feed -> done.add(feed.name()))
                    .toList();
            more = !feeds.isEmpty();
            if (feeds.size() == 1) {
                single(feeds.get(0));
            } else if (more) {
                several(feeds);
            }
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
        Duration time = Duration.ofNanos(System.nanoTime() - from);
        return new SourceReport(source.name(), outcome, read, unchanged, tally, error, time);
    }

    private void single(Feed feed) throws InterruptedException {
        try (Progress.Task task = progress.begin(
                source.name(), feed.name(), Progress.Unit.BYTES, feed.size().orElse(-1))) {
            Download download = fetch(feed, task::at);
            task.close();
            take(feed, download, true);
        }
    }

    private void several(List<Feed> feeds) throws InterruptedException {
        int connections = source.pace().connections();
        ExecutorService downloads = Executors.newFixedThreadPool(connections, runnable -> {
            Thread thread = new Thread(runnable, "fetch-" + source.name());
            thread.setDaemon(true);
            return thread;
        });
        // Bounds the files that wait to be written.
        Semaphore room = new Semaphore(connections * 4);
        BlockingQueue<Answer> answers = new ArrayBlockingQueue<>(connections * 8);
        Thread feeder = new Thread(() -> submit(feeds, downloads, room, answers), "feeds-" + source.name());
        feeder.setDaemon(true);
        feeder.start();
        try (Progress.Task task = progress.begin(source.name(), "", Progress.Unit.FEEDS, feeds.size())) {
            int taken = 0;
            while (taken < feeds.size() && failedInARow < MOST_FAILURES) {
                List<Answer> ready = new ArrayList<>(List.of(answers.take()));
                answers.drainTo(ready);
                room.release(ready.size());
                takeAll(ready);
                taken += ready.size();
                task.at(taken);
            }
        } finally {
            feeder.interrupt();
            downloads.shutdownNow();
        }
    }

    /** Small feeds that came in together are written together, so that a large feed of another source waits once. */
    private void takeAll(List<Answer> ready) throws InterruptedException {
        writing.lockInterruptibly();
        try {
            for (Answer answer : ready) {
                take(answer.feed(), answer.answer(), false);
            }
        } finally {
            writing.unlock();
        }
    }

    private void submit(List<Feed> feeds, ExecutorService downloads, Semaphore room, BlockingQueue<Answer> answers) {
        try {
            for (Feed feed : feeds) {
                room.acquire();
                downloads.execute(() -> {
                    try {
                        answers.put(new Answer(feed, fetch(feed, n -> {})));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
        } catch (InterruptedException | java.util.concurrent.RejectedExecutionException e) {
            // The source was given up; its other feeds are not wanted any more.
            Thread.currentThread().interrupt();
        }
    }

    private Download fetch(Feed feed, LongConsumer received) throws InterruptedException {
        Download last = new Download(feed.uris().get(0), new Fetched.Failed("no address"));
        for (URI uri : feed.uris()) {
            last = new Download(uri, attempt(feed, uri, received));
            if (last.answer() instanceof Fetched.Body || last.answer() instanceof Fetched.Unchanged) {
                return last;
            }
        }
        return last;
    }

    private Fetched attempt(Feed feed, URI uri, LongConsumer received) throws InterruptedException {
        try {
            return fetcher.fetch(
                    new Request(uri, feed.format(), held(uri), feed.size(), feed.limit()), source.pace(), received);
        } catch (RuntimeException e) {
            return new Fetched.Failed(e.toString());
        }
    }

    private Validators held(URI uri) {
        Optional<FeedStamp> stamp = state.full() ? Optional.empty() : store.fetched(uri.toString());
        return stamp.map(s -> new Validators(s.etag(), s.lastModified())).orElse(Validators.NONE);
    }

    private void take(Feed feed, Download download, boolean alone) throws InterruptedException {
        Fetched answer = download.answer();
        if (answer instanceof Fetched.Failed failure) {
            fail(feed, failure.reason());
            return;
        }
        writing.lockInterruptibly();
        try (Ingest ingest = store.ingest(origin(feed))) {
            if (answer instanceof Fetched.Body body) {
                readBody(feed, download.uri(), body, ingest, alone);
                read++;
            } else if (answer instanceof Fetched.Unchanged) {
                source.unchanged(feed, ingest::accept);
                unchanged++;
            } else if (!source.absent(feed, ingest::accept)) {
                throw new IOException("HTTP 404 from " + download.uri());
            } else {
                unchanged++;
            }
            ingest.commit();
            tally = tally.plus(ingest.tally());
            failedInARow = 0;
        } catch (IOException e) {
            fail(feed, e.getMessage());
        } finally {
            writing.unlock();
        }
    }

    private void readBody(Feed feed, URI uri, Fetched.Body body, Ingest ingest, boolean alone)
            throws IOException, InterruptedException {
        try (Progress.Task task =
                progress.begin(source.name(), feed.name(), Progress.Unit.BYTES, alone ? body.bytes() : 0)) {
            new FeedReader(source, feed, body.file(), task::at).read(ingest::accept);
        } finally {
            Files.deleteIfExists(body.file());
        }
        Validators validators = body.validators();
        ingest.fetched(
                uri.toString(),
                new FeedStamp(validators.etag(), validators.lastModified(), body.bytes()),
                clock.instant());
    }

    /** Keeps what failed, so that {@code status} can tell, until the feed is read. */
    private void fail(Feed feed, String reason) {
        failed++;
        failedInARow++;
        error = error.isEmpty() ? feed.name() + ": " + reason : error;
        progress.note(source.name(), feed.name() + ": " + reason);
        writing.lock();
        try (Ingest ingest = store.ingest(origin(feed))) {
            ingest.accept(new Observation.Skipped("", reason));
            ingest.commit();
        } finally {
            writing.unlock();
        }
    }

    private Ingest.Origin origin(Feed feed) {
        LocalDate today = state.today();
        return new Ingest.Origin(source.name(), feed.name(), today, logged);
    }

    private record Download(URI uri, Fetched answer) {}

    private record Answer(Feed feed, Download answer) {}
}
