package vigie.store;

import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Lends {@link Reader}s to threads that ask at the same time. They are opened when needed and then kept; threads beyond
 * their number wait, the one that waits longest being the next. For any number of threads.
 */
public final class Readers implements AutoCloseable {

    /** Longer than anything takes that people and programs ask, also on a busy machine with a slow disk. */
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    /** How often is looked whether somebody still waits; a question may put several to the database, and each is stopped. */
    private static final long AGAIN_MILLIS = 100;

    /** Who puts a question. */
    public interface Asker {

        /** One who waits for the answer, however long that takes. */
        Asker WAITING = () -> false;

        /** Whether nobody waits for the answer any more; asked on another thread, and must return at once. */
        boolean gone();
    }

    private final Supplier<Reader> open;
    private final Supplier<Asker> askers;
    private final Duration deadline;
    private final ScheduledThreadPoolExecutor alarms;
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
        this(open, most, () -> Asker.WAITING, DEADLINE);
    }

    /**
     * As above, for questions that are stopped when nobody waits for their answer any more.
     *
     * @param askers who asks on the current thread
     */
    public Readers(Supplier<Reader> open, int most, Supplier<Asker> askers) {
        this(open, most, askers, DEADLINE);
    }

    /**
     * As above.
     *
     * @param deadline how long to wait for a reader, and how long a question may then take
     */
    Readers(Supplier<Reader> open, int most, Supplier<Asker> askers, Duration deadline) {
        if (most < 1) {
            throw new IllegalArgumentException("no readers at all: " + most);
        }
        this.open = open;
        this.askers = askers;
        this.free = new Semaphore(most, true);
        this.deadline = deadline;
        this.alarms = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "deadlines");
            thread.setDaemon(true);
            return thread;
        });
        alarms.setRemoveOnCancelPolicy(true);
    }

    /**
     * Puts a question. The reader is the question's own until it returns, and must not be kept or closed; with it ends
     * what {@link Reader#hold} began. A question must not put another one: with all readers lent, each would wait for the
     * other.
     *
     * @throws StoreBusyException if no reader is free for long, or the answer takes longer than the deadline or than somebody
     *     waits for it
     * @throws StoreException if there is no database, or it failed; the next question gets a new reader
     */
    public <T> T ask(Function<Reader, T> question) {
        return ask(deadline, question);
    }

    /**
     * As above.
     *
     * @param patience how long the question may take, in place of the usual deadline
     */
    public <T> T ask(Duration patience, Function<Reader, T> question) {
        try {
            if (!free.tryAcquire(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new StoreBusyException("no reader of the database became free within " + deadline);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted before the database could be asked", e);
        }
        try {
            return lent(patience, question);
        } finally {
            free.release();
        }
    }

    private <T> T lent(Duration patience, Function<Reader, T> question) {
        if (closed) {
            throw new IllegalStateException("the readers are closed");
        }
        Reader known = idle.poll();
        Reader reader = known == null ? open.get() : known;
        boolean sound = true;
        Limit limit = new Limit(reader, askers.get(), System.nanoTime() + patience.toNanos());
        long pause = Math.min(patience.toMillis(), AGAIN_MILLIS);
        Future<?> alarm = alarms.scheduleWithFixedDelay(limit::look, pause, pause, TimeUnit.MILLISECONDS);
        try {
            return question.apply(reader);
        } catch (StoreException e) {
            sound = false;
            throw limit.end() ? new StoreBusyException(limit.reason(patience), e) : e;
        } finally {
            alarm.cancel(false);
            // A reader that was stopped once may refuse everything from then on.
            giveBack(reader, !limit.end() && sound);
        }
    }

    /** Stops a question at the deadline or when nobody waits for it, and nothing after it. */
    private static final class Limit {

        private final Reader reader;
        private final Asker asker;
        private final long deadline;
        private boolean over;
        private boolean stopped;
        private boolean gone;

        Limit(Reader reader, Asker asker, long deadline) {
            this.reader = reader;
            this.asker = asker;
            this.deadline = deadline;
        }

        synchronized void look() {
            if (over) {
                return;
            }
            gone = gone || asker.gone();
            if (gone || System.nanoTime() - deadline >= 0) {
                stopped = true;
                reader.interrupt();
            }
        }

        synchronized String reason(Duration patience) {
            return gone
                    ? "nobody waits for the answer of the database any more"
                    : "the database had no answer within " + patience;
        }

        /** The question is over; whether it was stopped. */
        synchronized boolean end() {
            over = true;
            return stopped;
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
        alarms.shutdown();
        closeIdle();
    }

    private void closeIdle() {
        for (Reader reader = idle.poll(); reader != null; reader = idle.poll()) {
            reader.close();
        }
    }
}
