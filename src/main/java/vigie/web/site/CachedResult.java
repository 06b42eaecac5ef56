package vigie.web.site;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import vigie.store.Reader;
import vigie.store.Readers;
import vigie.store.Watch;

/**
 * The result of a slow query on the database, cached: recomputed after the database has changed, but
 * not continuously during a long sync. Meanwhile the previous result is returned. Thread-safe.
 *
 * @param <T> the result; immutable
 */
public final class CachedResult<T> {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Readers readers;
    private final Watch watch;
    private final ReentrantLock finding = new ReentrantLock();
    private volatile Optional<Known<T>> known = Optional.empty();

    /**
     * @param readers the database
     * @param watch tells when it has changed
     */
    public CachedResult(Readers readers, Watch watch) {
        this.readers = readers;
        this.watch = watch;
    }

    private record Known<T>(Object question, long version, long at, T answer) {}

    /**
     * Returns the result.
     *
     * @param question what the answer depends on beside the database, as a day; another question is another answer
     * @param find finds it out
     */
    public T get(Object question, Function<Reader, T> find) {
        Optional<Known<T>> old = known.filter(k -> k.question().equals(question));
        if (old.isPresent() && (fresh(old.get()) || !finding.tryLock())) {
            return old.get().answer();
        }
        if (old.isEmpty()) {
            finding.lock();
        }
        try {
            Optional<Known<T>> now =
                    known.filter(k -> k.question().equals(question)).filter(this::fresh);
            return now.isPresent() ? now.get().answer() : find(question, find);
        } finally {
            finding.unlock();
        }
    }

    private boolean fresh(Known<T> old) {
        return System.nanoTime() - old.at() < PAUSE.toNanos() || old.version() == watch.version();
    }

    private T find(Object question, Function<Reader, T> find) {
        long version = watch.version();
        T answer = readers.ask(find);
        known = Optional.of(new Known<>(question, version, System.nanoTime(), answer));
        return answer;
    }
}
