package vigie.fetch;

import java.util.Optional;

/**
 * What makes a request conditional (RFC 9110, section 13).
 *
 * @param etag entity tag as the server wrote it
 * @param lastModified date as the server wrote it
 */
public record Validators(Optional<String> etag, Optional<String> lastModified) {

    /** For a body that was never fetched. */
    public static final Validators NONE = new Validators(Optional.empty(), Optional.empty());

    /** The value for {@code If-Range}: a strong tag, else the date. */
    Optional<String> forRange() {
        return etag.filter(tag -> !tag.startsWith("W/")).or(() -> lastModified);
    }
}
