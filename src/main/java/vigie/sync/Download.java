package vigie.sync;

import java.net.URI;
import vigie.fetch.Fetched;
import vigie.source.Feed;

/**
 * A feed's answer.
 *
 * @param feed what was asked for
 * @param uri the address, of the feed's addresses, that gave the answer
 * @param answer the answer
 */
record Download(Feed feed, URI uri, Fetched answer) {}
