package vigie.fetch;

import java.net.URI;
import java.util.OptionalLong;

/**
 * One thing to download.
 *
 * @param uri the public address; a mirror rewrites it
 * @param format what the body has to be
 * @param held validators of the body that is held already
 * @param size size in bytes that the source announced
 * @param limit most bytes that a sane body has
 * @param forbiddenIsAbsent whether its host answers 403 for what it does not have
 */
public record Request(
        URI uri, Format format, Validators held, OptionalLong size, long limit, boolean forbiddenIsAbsent) {

    /** At a host where 403 is a refusal. */
    public Request(URI uri, Format format, Validators held, OptionalLong size, long limit) {
        this(uri, format, held, size, limit, false);
    }
}
