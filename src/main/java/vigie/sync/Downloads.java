package vigie.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import vigie.source.Feed;

/** Downloads a few feeds at a time, ahead of the reader. */
final class Downloads implements AutoCloseable {

    private static final int AHEAD = 4;
    private static final int STOP_SECONDS = 30;

    private final FeedFetcher fetcher;
    private final ExecutorService threads;
    private final Thread feeder;
    /** Limits the number of files waiting to be read. */
    private final Semaphore room;

    private final BlockingQueue<Download> answers = new LinkedBlockingQueue<>();

    Downloads(String source, int connections, List<Feed> feeds, FeedFetcher fetcher) {
        this.fetcher = fetcher;
        this.room = new Semaphore(connections * AHEAD);
        this.threads = Executors.newFixedThreadPool(connections, work -> daemon("fetch-" + source, work));
        this.feeder = daemon("feeds-" + source, () -> submit(feeds));
        feeder.start();
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Waits for a result and returns all results available by then; each feed has one, in any order. */
    List<Download> next() throws InterruptedException {
        List<Download> ready = new ArrayList<>(List.of(answers.take()));
        answers.drainTo(ready);
        room.release(ready.size());
        return ready;
    }

    private void submit(List<Feed> feeds) {
        try {
            for (Feed feed : feeds) {
                room.acquire();
                threads.execute(() -> fetch(feed));
            }
        } catch (InterruptedException | RejectedExecutionException e) {
            // The source was abandoned; its other feeds are no longer needed.
            Thread.currentThread().interrupt();
        }
    }

    private void fetch(Feed feed) {
        try {
            answers.add(fetcher.fetch(feed, bytes -> {}));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Cancels running downloads, and deletes files that nobody will read. */
    @Override
    public void close() throws InterruptedException {
        feeder.interrupt();
        threads.shutdownNow();
        threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        for (Download left : answers) {
            left.discard();
        }
    }
}
