package vigie.fetch;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** An unusable response. */
final class FetchException extends IOException {

    private static final long serialVersionUID = 1;

    private final boolean passing;
    private final transient Optional<Duration> retryAfter;

    /**
     * @param message what happened, for a person
     * @param passing whether the same request may succeed later
     * @param retryAfter how long the server asks to wait
     */
    FetchException(String message, boolean passing, Optional<Duration> retryAfter) {
        super(message);
        this.passing = passing;
        this.retryAfter = retryAfter;
    }

    boolean passing() {
        return passing;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
