package vigie.sync;

import java.net.URI;
import java.util.Optional;
import java.util.function.LongConsumer;
import vigie.fetch.Fetched;
import vigie.fetch.Fetcher;
import vigie.fetch.Request;
import vigie.fetch.Validators;
import vigie.source.Feed;
import vigie.source.Source;
import vigie.store.FeedStamp;
import vigie.store.Writer;

/** Requests feeds at their addresses in turn, conditionally on a change. */
final class FeedFetcher {

    private final Fetcher fetcher;
    private final Source source;
    private final Writer store;
    private final boolean full;

    /**
     * @param full whether to fetch also what is held already
     */
    FeedFetcher(Fetcher fetcher, Source source, Writer store, boolean full) {
        this.fetcher = fetcher;
        this.source = source;
        this.store = store;
        this.full = full;
    }

    /** The first usable response; if there is none, that of the last address. */
    Download fetch(Feed feed, LongConsumer received) throws InterruptedException {
        Download last = new Download(feed, feed.uris().get(0), new Fetched.Failed("no address"), Optional.empty());
        for (URI uri : feed.uris()) {
            last = begun(feed, uri, attempt(feed, uri, received));
            if (last.answer() instanceof Fetched.Body || last.answer() instanceof Fetched.Unchanged) {
                return last;
            }
        }
        return last;
    }

    /** The reading of a large body begins at once, so that it is ready when its turn to be written comes. */
    private Download begun(Feed feed, URI uri, Fetched answer) {
        Optional<FeedReader> reader = answer instanceof Fetched.Body body
                ? Optional.of(FeedReader.begin(source, feed, body, store::preparer))
                : Optional.empty();
        return new Download(feed, uri, answer, reader);
    }

    /** Every feed must get a result: otherwise its reader would wait forever. */
    private Fetched attempt(Feed feed, URI uri, LongConsumer received) throws InterruptedException {
        try {
            return fetcher.fetch(
                    new Request(uri, feed.format(), held(uri), feed.size(), feed.limit()), source.pace(), received);
        } catch (RuntimeException | Error e) {
            return new Fetched.Failed(e.toString());
        }
    }

    private Validators held(URI uri) {
        Optional<FeedStamp> stamp = full ? Optional.empty() : store.fetched(uri.toString());
        return stamp.map(s -> new Validators(s.etag(), s.lastModified())).orElse(Validators.NONE);
    }
}
