package vigie.store;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Lends {@link Reader}s to threads that ask at the same time. They are opened when needed and then kept; threads beyond
 * their number wait, the one that waits longest being the next. For any number of threads.
 */
public final class Readers implements AutoCloseable {

    private final Supplier<Reader> open;
    private final Semaphore free;
    private final Deque<Reader> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    /**
     * Lends readers.
     *
     * @param open opens one more
     * @param most how many may be lent at the same time, at least 1
     */
    public Readers(Supplier<Reader> open, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("no readers at all: " + most);
        }
        this.open = open;
        this.free = new Semaphore(most, true);
    }

    /**
     * Puts a question. The reader is the question's own until it returns, and must not be kept or closed; with it ends
     * what {@link Reader#hold} began. A question must not put another one: with all readers lent, each would wait for the
     * other.
     *
     * @throws StoreException if there is no database, or it failed; the next question gets a new reader
     */
    public <T> T ask(Function<Reader, T> question) {
        try {
            free.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted before the database could be asked", e);
        }
        try {
            return lent(question);
        } finally {
            free.release();
        }
    }

    private <T> T lent(Function<Reader, T> question) {
        if (closed) {
            throw new IllegalStateException("the readers are closed");
        }
        Reader known = idle.poll();
        Reader reader = known == null ? open.get() : known;
        boolean sound = true;
        try {
            return question.apply(reader);
        } catch (StoreException e) {
            sound = false;
            throw e;
        } finally {
            giveBack(reader, sound);
        }
    }

    private void giveBack(Reader reader, boolean sound) {
        if (!sound) {
            reader.close();
            return;
        }
        boolean released = false;
        try {
            reader.release();
            released = true;
        } finally {
            if (!released) {
                reader.close();
            }
        }
        idle.push(reader);
        if (closed) {
            closeIdle();
        }
    }

    /** Closes the readers; those that are lent, when they come back. */
    @Override
    public void close() {
        closed = true;
        closeIdle();
    }

    private void closeIdle() {
        for (Reader reader = idle.poll(); reader != null; reader = idle.poll()) {
            reader.close();
        }
    }
}
