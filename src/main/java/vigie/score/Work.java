package vigie.score;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Processes a list with several threads; results are in the order of the list.
 *
 * @param threads at least 1
 */
public record Work(int threads) {

    /** Below this number of items, one thread is used. */
    private static final int FEW = 1000;

    /** How long a failure waits for the parts that still run. */
    private static final Duration STOPPING = Duration.ofSeconds(5);

    /** Work on a part of a list. */
    public interface Task<S, T> {
        T on(List<S> part);
    }

    /** Splits a list into parts and processes them in parallel. */
    public <S, T> List<T> parts(List<S> all, Task<S, T> task) {
        int pieces = all.size() < FEW ? 1 : threads * 8;
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(pieces, threads));
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < pieces; i++) {
                List<S> part = all.subList(cut(all, i, pieces), cut(all, i + 1, pieces));
                futures.add(pool.submit(() -> task.on(part)));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
            end(pool);
        }
    }

    /** After a failure no thread goes on reading what its caller may take away. */
    private static void end(ExecutorService pool) {
        try {
            pool.awaitTermination(STOPPING.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Something that is computed while other things are. When it is closed, its thread has ended, whether it was asked for its
     * result or not.
     */
    static final class Beside<T> implements AutoCloseable {

        private final CompletableFuture<T> running;

        private Beside(Supplier<T> work) {
            running = CompletableFuture.supplyAsync(work);
        }

        static <T> Beside<T> start(Supplier<T> work) {
            return new Beside<>(work);
        }

        /** Waits for the result; what the work throws is thrown here. */
        T result() {
            try {
                return running.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }

        @Override
        public void close() {
            running.handle((result, failure) -> true).join();
        }
    }

    private static int cut(List<?> all, int piece, int pieces) {
        return (int) ((long) all.size() * piece / pieces);
    }
}
