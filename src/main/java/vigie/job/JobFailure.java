package vigie.job;

import vigie.feed.FeedException;
import vigie.text.FailureText;
import vigie.text.Messages;

/** Why a job did not do its work. */
public sealed interface JobFailure {

    /** No source could be fetched. */
    record NothingFetched() implements JobFailure {}

    /** The feed could not be published. */
    record NotPublished(FeedException.Reason reason, String detail) implements JobFailure {}

    /**
     * Anything else.
     *
     * @param message of the exception
     */
    record Other(String message) implements JobFailure {}

    /** The failure that an exception stands for. */
    static JobFailure of(Exception e) {
        return e instanceof FeedException feed
                ? new NotPublished(feed.reason(), feed.detail())
                : new Other(String.valueOf(e.getMessage()));
    }

    /**
     * The sentence for a person.
     *
     * @param words of any bundle; the sentence is in their language
     */
    default String sentence(Messages words) {
        Messages messages = words.bundle("messages");
        // Sealed types can be matched by a switch from Java 21 on only.
        if (this instanceof NotPublished failure) {
            return messages.get("publish.error." + failure.reason(), FailureText.in(words, failure.detail()));
        }
        return this instanceof Other other ? FailureText.in(words, other.message()) : messages.get("sync.nothing");
    }
}
