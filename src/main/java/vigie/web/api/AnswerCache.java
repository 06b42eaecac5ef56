package vigie.web.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;

/**
 * Answers as they were sent, bounded by bytes, all of one version of the database: forgotten together when it changes. For
 * any number of threads.
 */
public final class AnswerCache {

    /** One answer may take this part of the room at most. */
    private static final int LARGE = 8;

    private final long most;
    private final Cache<String, Answer> answers;
    private long version = -1;

    /** @param most bytes that it holds at most, about */
    public AnswerCache(long most) {
        this.most = most;
        this.answers = Caffeine.newBuilder()
                .maximumWeight(most)
                .weigher((String name, Answer answer) -> (int) answer.size())
                .executor(Runnable::run)
                .build();
    }

    /** The answer kept under a name. */
    Optional<Answer> get(String name) {
        return Optional.ofNullable(answers.getIfPresent(name));
    }

    /**
     * Keeps an answer, unless it is of an older version than others.
     *
     * @param of the version that the database had before the answer was made
     */
    synchronized void put(String name, Answer answer, long of) {
        seen(of);
        if (of == version && answer.size() <= most / LARGE) {
            answers.put(name, answer);
        }
    }

    /** The database has this version now: forgets answers of older ones. */
    public synchronized void seen(long now) {
        if (now > version) {
            version = now;
            answers.invalidateAll();
        }
    }

    /** Bytes that it holds, about. */
    public long bytes() {
        answers.cleanUp();
        return answers.policy().eviction().orElseThrow().weightedSize().orElse(0);
    }

    /** How many answers it holds. */
    public long size() {
        answers.cleanUp();
        return answers.estimatedSize();
    }
}
