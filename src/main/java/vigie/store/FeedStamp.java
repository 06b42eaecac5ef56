package vigie.store;

import java.util.Optional;

/**
 * What is kept of a download.
 *
 * @param etag entity tag as the server wrote it
 * @param lastModified date as the server wrote it
 * @param bytes size of the body
 */
public record FeedStamp(Optional<String> etag, Optional<String> lastModified, long bytes) {}
