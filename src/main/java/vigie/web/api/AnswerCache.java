package vigie.web.api;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Answers as they were sent, bounded by bytes, all of one version of the database: forgotten together when it changes. To
 * look one up takes no lock. For any number of threads.
 */
public final class AnswerCache {

    private final long most;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> byAge = new ConcurrentLinkedQueue<>();
    private final AtomicLong bytes = new AtomicLong();
    private long version = -1;

    /** @param most bytes that it holds at most, about */
    public AnswerCache(long most) {
        this.most = most;
    }

    /** The answer kept under a name. */
    Optional<Answer> get(String name) {
        return Optional.ofNullable(answers.get(name));
    }

    /**
     * Keeps an answer, unless it is of an older version than others.
     *
     * @param of the version that the database had before the answer was made
     */
    synchronized void put(String name, Answer answer, long of) {
        seen(of);
        if (of < version || answer.size() > most / 8) {
            return;
        }
        if (answers.put(name, answer) == null) {
            bytes.addAndGet(answer.size());
            byAge.add(name);
        }
        while (bytes.get() > most) {
            Optional.ofNullable(byAge.poll()).map(answers::remove).ifPresent(old -> bytes.addAndGet(-old.size()));
        }
    }

    /** The database has this version now: forgets answers of older ones. */
    public synchronized void seen(long now) {
        if (now > version) {
            version = now;
            answers.clear();
            byAge.clear();
            bytes.set(0);
        }
    }

    /** Bytes that it holds, about. */
    public long bytes() {
        return bytes.get();
    }

    /** How many answers it holds. */
    public int size() {
        return answers.size();
    }
}
