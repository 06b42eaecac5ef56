package vigie.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import vigie.fetch.Fetcher;
import vigie.source.Source;
import vigie.store.Writer;

/** Synchronises sources in parallel; sources that depend on the data of others run after them. */
public final class Syncer {

    private final Writer store;
    private final Surroundings around;
    private final Lock writing = new ReentrantLock(true);

    /**
     * The environment of a synchronisation.
     *
     * @param fetcher where bodies come from
     * @param progress receives the progress
     * @param clock the time; its day is the day of the run
     * @param deadline time after which a source is left to the next run: a slow one must not hold the others and the lock
     */
    public record Surroundings(Fetcher fetcher, Progress progress, Clock clock, Duration deadline) {

        private static final Duration USUAL = Duration.ofHours(4);

        /** With the usual deadline. */
        public Surroundings(Fetcher fetcher, Progress progress, Clock clock) {
            this(fetcher, progress, clock, USUAL);
        }
    }

    /**
     * @param store takes what is read
     * @param around the environment
     */
    public Syncer(Writer store, Surroundings around) {
        this.store = store;
        this.around = around;
    }

    /**
     * Synchronises sources.
     *
     * @param sources what to bring up to date
     * @param full whether to fetch everything again
     * @return a report for each source, in their order
     * @throws InterruptedException if the thread is asked to stop
     */
    public List<SourceReport> run(List<Source> sources, boolean full) throws InterruptedException {
        return run(sources, full ? Extent.FULL : Extent.USUAL, Set.of());
    }

    /**
     * The same, taking from some sources snapshots that withdraw much of what is held.
     *
     * @param shrinking the names of those sources
     */
    public List<SourceReport> run(List<Source> sources, Extent extent, Set<String> shrinking)
            throws InterruptedException {
        StoreState state = new StoreState(store, LocalDate.now(around.clock()), extent);
        List<SourceReport> reports = new ArrayList<>();
        store.fill();
        reports.addAll(stage(sources.stream().filter(s -> !s.completes()).toList(), state, shrinking));
        reports.addAll(stage(sources.stream().filter(Source::completes).toList(), state, shrinking));
        store.settle();
        return reports;
    }

    private List<SourceReport> stage(List<Source> sources, StoreState state, Set<String> shrinking)
            throws InterruptedException {
        ExecutorService threads = Executors.newCachedThreadPool(runnable -> {
            Thread thread = new Thread(runnable, "sync");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<SourceReport>> running = new ArrayList<>();
            for (Source source : sources) {
                running.add(threads.submit(() -> {
                    SourceReport report = new SourceRun(
                                    source, store, state, around, shrinking.contains(source.name()), writing)
                            .run();
                    around.progress().finished(report);
                    return report;
                }));
            }
            List<SourceReport> reports = new ArrayList<>();
            for (Future<SourceReport> run : running) {
                reports.add(run.get());
            }
            return reports;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            stop(threads);
        }
    }

    /** The caller closes the store next: all writers must have ended. */
    private static void stop(ExecutorService threads) {
        threads.shutdownNow();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
