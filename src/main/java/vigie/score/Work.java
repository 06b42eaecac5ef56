package vigie.score;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Processes a list with several threads; results are in the order of the list.
 *
 * @param threads at least 1
 */
public record Work(int threads) {

    /** Below this number of items, one thread is used. */
    private static final int FEW = 1000;

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
        }
    }

    private static int cut(List<?> all, int piece, int pieces) {
        return (int) ((long) all.size() * piece / pieces);
    }
}
