package vigie.job;

import java.time.LocalDate;
import vigie.feed.FeedException;
import vigie.text.FailureText;
import vigie.text.Messages;

/** Why a job did not do its work. */
public sealed interface JobFailure {

    /** No source could be fetched. */
    record NothingFetched() implements JobFailure {}

    /** The feed could not be published. */
    record NotPublished(FeedException.Reason reason, String detail) implements JobFailure {}

    /** What is held is of a later day than the job. */
    record EarlierDay(LocalDate held, LocalDate today) implements JobFailure {}

    /**
     * Anything else.
     *
     * @param message of the exception
     */
    record Other(String message) implements JobFailure {}

    /** The failure that an exception stands for. */
    static JobFailure of(Exception e) {
        if (e instanceof EarlierDayException earlier) {
            return new EarlierDay(earlier.held(), earlier.today());
        }
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
        if (this instanceof EarlierDay earlier) {
            return messages.get(
                    "earlier.refused",
                    earlier.held().toString(),
                    earlier.today().toString());
        }
        return this instanceof Other other ? FailureText.in(words, other.message()) : messages.get("sync.nothing");
    }
}
