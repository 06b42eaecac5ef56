package vigie.fetch;

import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * The validators of a conditional request (RFC 9110, section 13).
 *
 * @param etag entity tag as the server wrote it
 * @param lastModified date as the server wrote it
 */
public record Validators(Optional<String> etag, Optional<String> lastModified) {

    /** Without validators: a body that was never fetched. */
    public static final Validators NONE = new Validators(Optional.empty(), Optional.empty());

    static Validators of(HttpHeaders headers) {
        return new Validators(headers.firstValue("ETag"), headers.firstValue("Last-Modified"));
    }

    /** The value for {@code If-Range}: a strong tag, else the date. */
    Optional<String> forRange() {
        return etag.filter(tag -> !tag.startsWith("W/")).or(() -> lastModified);
    }
}
