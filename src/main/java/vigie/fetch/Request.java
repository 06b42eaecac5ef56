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
 */
public record Request(URI uri, Format format, Validators held, OptionalLong size, long limit) {}
