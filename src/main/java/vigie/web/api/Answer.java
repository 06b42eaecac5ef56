package vigie.web.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import vigie.web.site.Etag;

/**
 * An answer as bytes.
 *
 * @param type type of the content
 * @param tag entity tag, the same for both forms
 * @param plain the content
 * @param packed the content, gzip; empty where it is not kept in that form, or not worth it
 */
record Answer(String type, String tag, byte[] plain, Optional<byte[]> packed) {

    static final String JSON = "application/json";
    static final String CACHE_CONTROL = "private, no-cache";

    /** Shorter content fits into one packet. */
    private static final int WORTH_PACKING = 1000;

    /** An answer that is made for one client. */
    static Answer once(String type, byte[] plain) {
        return new Answer(type, Etag.weak(plain), plain, Optional.empty());
    }

    /** An answer that is kept for others, in both forms. */
    static Answer kept(String type, byte[] plain) {
        return new Answer(type, Etag.weak(plain), plain, worth(plain) ? Optional.of(gzip(plain)) : Optional.empty());
    }

    private static boolean worth(byte[] plain) {
        return plain.length >= WORTH_PACKING;
    }

    /** The packed form, made now if it is not kept; empty where it is not worth it. */
    Optional<byte[]> gzip() {
        return packed.or(() -> worth(plain) ? Optional.of(gzip(plain)) : Optional.empty());
    }

    /** How much memory it takes, in bytes, about. */
    long size() {
        return 200L + plain.length + packed.map(bytes -> bytes.length).orElse(0);
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 4 + 64);
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
