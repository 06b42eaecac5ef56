package vigie.source;

import java.net.URI;
import java.util.List;
import java.util.OptionalLong;
import vigie.fetch.Format;

/**
 * One resource of a source.
 *
 * @param name its name within the source, for a person and for {@link Source#read}
 * @param uris its addresses: the first that answers is used
 * @param format expected format of the body
 * @param stamp the requested version, if the source names versions; else empty
 * @param size size in bytes that the source announced
 * @param limit maximum size of the body in bytes
 * @param forbiddenIsAbsent whether its host answers 403 for what it does not have
 */
public record Feed(
        String name,
        List<URI> uris,
        Format format,
        String stamp,
        OptionalLong size,
        long limit,
        boolean forbiddenIsAbsent) {

    private static final long SMALL = 64L << 20;

    /** A feed at one address, up to 64 MB. */
    public static Feed of(String name, String uri, Format format) {
        return new Feed(name, List.of(URI.create(uri)), format, "", OptionalLong.empty(), SMALL, false);
    }

    /** The same with a further address to try. */
    public Feed orElse(String uri) {
        return new Feed(name, List.of(uris.get(0), URI.create(uri)), format, stamp, size, limit, forbiddenIsAbsent);
    }

    /** The same for a version. */
    public Feed at(String version) {
        return new Feed(name, uris, format, version, size, limit, forbiddenIsAbsent);
    }

    /** The same with an announced size. */
    public Feed sized(OptionalLong bytes) {
        return new Feed(name, uris, format, stamp, bytes, limit, forbiddenIsAbsent);
    }

    /** The same up to so many megabytes: some times of what its host sends now. */
    public Feed upTo(int megabytes) {
        return new Feed(name, uris, format, stamp, size, (long) megabytes << 20, forbiddenIsAbsent);
    }

    /** The same at a host that answers 403 for what it does not have, as stores of objects do. */
    public Feed absentWhenForbidden() {
        return new Feed(name, uris, format, stamp, size, limit, true);
    }
}
