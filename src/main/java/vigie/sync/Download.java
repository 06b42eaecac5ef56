package vigie.sync;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Optional;
import vigie.fetch.Fetched;
import vigie.source.Feed;

/**
 * A feed's answer.
 *
 * @param feed what was asked for
 * @param uri the address, of the feed's addresses, that gave the answer
 * @param answer the answer
 * @param reader reads the body, if the answer has one
 */
record Download(Feed feed, URI uri, Fetched answer, Optional<FeedReader> reader) {

    /** Stops reading and deletes the body. */
    void discard() {
        reader.ifPresent(FeedReader::close);
        if (answer instanceof Fetched.Body body) {
            try {
                Files.deleteIfExists(body.file());
            } catch (IOException e) {
                // The next download of it takes its place.
            }
        }
    }
}
