package vigie.feed;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Writes the files of several years in parallel, one per processor; a few more wait in memory. */
final class YearRun implements AutoCloseable {

    private static final int WORKERS = Runtime.getRuntime().availableProcessors();

    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    private final Semaphore room = new Semaphore(WORKERS + 1);
    private final Map<Integer, Future<Optional<YearFiles.Result>>> running = new LinkedHashMap<>();

    /** Starts a year as soon as a slot is free. */
    void add(int year, Callable<Optional<YearFiles.Result>> work) {
        try {
            room.acquire();
        } catch (InterruptedException e) {
            throw new UncheckedIOException(interrupted());
        }
        running.put(year, workers.submit(() -> {
            try {
                return work.call();
            } finally {
                room.release();
            }
        }));
    }

    /** Waits for all years; an empty result means that the year must be rebuilt. */
    SortedMap<Integer, Optional<YearFiles.Result>> results() throws IOException {
        SortedMap<Integer, Optional<YearFiles.Result>> results = new TreeMap<>();
        for (Map.Entry<Integer, Future<Optional<YearFiles.Result>>> year : running.entrySet()) {
            results.put(year.getKey(), result(year.getValue()));
        }
        running.clear();
        return results;
    }

    private static Optional<YearFiles.Result> result(Future<Optional<YearFiles.Result>> year) throws IOException {
        try {
            return year.get();
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof UncheckedIOException failure) {
                throw failure.getCause();
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static IOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("the publication was interrupted");
    }

    /** When this returns, nothing is written any more: the staging directory is about to be deleted. */
    @Override
    public void close() throws IOException {
        workers.shutdownNow();
        try {
            workers.awaitTermination(Long.MAX_VALUE, java.util.concurrent.TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }
}
