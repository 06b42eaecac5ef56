package vigie.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.io.input.BoundedInputStream;

/** Decompresses gzip up to a limit, as protection against decompression bombs. */
final class Gunzip {

    private static final int BUFFER = 1 << 16;

    private Gunzip() {}

    /**
     * The inflated bytes; reading further than the limit fails.
     *
     * @param in the compressed bytes
     * @param most maximum size in bytes after decompression
     * @throws IOException if it is not gzip
     */
    static InputStream of(InputStream in, long most) throws IOException {
        return BoundedInputStream.builder()
                .setInputStream(new GZIPInputStream(in, BUFFER))
                // One byte more, so that a file of exactly the limit is accepted.
                .setMaxCount(most + 1)
                .setOnMaxCount((limit, count) -> {
                    throw new IOException("gzip bomb: the file inflates to more than " + (most >> 20) + " MB");
                })
                .get();
    }
}
