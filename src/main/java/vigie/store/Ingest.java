package vigie.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import vigie.model.Observation;

/**
 * The transaction that takes the observations of one feed: whole or not at all, together with its watermarks and with
 * what makes the next request for it conditional. Closing without {@link #commit} takes everything back.
 */
public interface Ingest extends AutoCloseable {

    /**
     * What is being read.
     *
     * @param source name of the source
     * @param feed name of the feed
     * @param at moment that changes bear
     * @param today day of the run
     * @param logged whether changes are news: not at the first load of a source
     * @param acceptShrink whether a snapshot may withdraw much of what is held
     */
    record Origin(String source, String feed, Instant at, LocalDate today, boolean logged, boolean acceptShrink) {

        /** From the beginning of the day, of a snapshot that may not withdraw much. */
        public Origin(String source, String feed, LocalDate today, boolean logged) {
            this(source, feed, today.atStartOfDay(ZoneOffset.UTC).toInstant(), today, logged, false);
        }
    }

    /** The feed is read anew: what was wrong with its records before is of no interest. */
    void anew();

    /**
     * Writes one observation.
     *
     * @throws StoreException if nothing can be written now
     * @throws ShrunkException if it ends a snapshot that lacks much of what is held: the feed is held back as a whole
     * @throws IllegalStateException if this cannot be written ever: the feed is no good
     */
    void accept(Observation observation);

    /** Writes one observation that another thread has prepared; fails as {@link #accept(Observation)} does. */
    void accept(Prepared prepared);

    /** What has been read so far. */
    Tally tally();

    /**
     * Keeps what makes the next request for an address conditional.
     *
     * @param url the address
     * @param stamp validators and size of the body
     * @param fetched moment of the download
     */
    void fetched(String url, FeedStamp stamp, Instant fetched);

    /** The next request for an address is not conditional. */
    void forget(String url);

    /** Makes everything lasting. */
    void commit();

    @Override
    void close();
}
