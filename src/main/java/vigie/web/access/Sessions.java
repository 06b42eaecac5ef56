package vigie.web.access;

import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The browsers that are known, in memory only: a restart signs everybody out. What a browser's cookie holds is kept
 * hashed, so that a dump of the memory opens no session.
 *
 * <p>A map and no cache: which session ends when one too many is opened is a rule (the oldest), not a guess at what will be
 * asked for again.
 */
public final class Sessions {

    /** How long a session lasts, used or not. */
    public static final Duration LENGTH = Duration.ofHours(12);

    /**
     * A session that was just opened.
     *
     * @param secret what the browser's cookie holds; not kept here
     */
    public record Opened(String secret, Session session) {}

    private final Clock clock;
    private final int most;
    /** By the hash of the secret; all last equally long, so the first is the first to end. */
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    /**
     * @param most sessions that are kept; one more ends the oldest
     */
    public Sessions(Clock clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    /** Opens a session for the holder of a token, or, where none is needed, for anybody. */
    public synchronized Opened open(Optional<Token> token) {
        Iterator<Session> oldest = sessions.values().iterator();
        while (oldest.hasNext() && (over(oldest.next()) || sessions.size() >= most)) {
            oldest.remove();
        }
        String secret = Secret.random();
        Session session = new Session(token, Secret.random(), clock.instant().plus(LENGTH));
        sessions.put(Secret.hash(secret), session);
        return new Opened(secret, session);
    }

    /** The session of a cookie, if it has not ended. */
    public synchronized Optional<Session> find(String secret) {
        return Optional.ofNullable(sessions.get(Secret.hash(secret))).filter(session -> !over(session));
    }

    /** Ends the session of a cookie. */
    public synchronized void end(String secret) {
        sessions.remove(Secret.hash(secret));
    }

    private boolean over(Session session) {
        return !session.expires().isAfter(clock.instant());
    }
}
