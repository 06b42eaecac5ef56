package vigie.sync;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
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

    /** The first usable response; if there is none, the first failure, which tells why another address was asked. */
    Download fetch(Feed feed, LongConsumer received) throws InterruptedException {
        List<Download> useless = new ArrayList<>();
        for (URI uri : feed.uris()) {
            Download download = begun(feed, uri, attempt(feed, uri, received));
            if (download.answer() instanceof Fetched.Body || download.answer() instanceof Fetched.Unchanged) {
                return download;
            }
            useless.add(download);
        }
        return useless.stream()
                .filter(download -> download.answer() instanceof Fetched.Failed)
                .findFirst()
                .orElse(useless.get(0));
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
                    new Request(uri, feed.format(), held(uri), feed.size(), feed.limit(), feed.forbiddenIsAbsent()),
                    source.pace(),
                    received);
        } catch (RuntimeException | Error e) {
            return new Fetched.Failed(e.toString());
        }
    }

    private Validators held(URI uri) {
        Optional<FeedStamp> stamp = full ? Optional.empty() : store.fetched(uri.toString());
        return stamp.map(s -> new Validators(s.etag(), s.lastModified())).orElse(Validators.NONE);
    }
}
