package vigie.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.io.input.BoundedInputStream;

/** Inflates gzip up to a limit: a few kilobytes can stand for gigabytes. */
final class Gunzip {

    private static final int BUFFER = 1 << 16;

    private Gunzip() {}

    /**
     * The inflated bytes; reading further than the limit fails.
     *
     * @param in the compressed bytes
     * @param most most bytes that a sane file inflates to
     * @throws IOException if it is not gzip
     */
    static InputStream of(InputStream in, long most) throws IOException {
        return BoundedInputStream.builder()
                .setInputStream(new GZIPInputStream(in, BUFFER))
                // One more: a file of exactly the limit ends there.
                .setMaxCount(most + 1)
                .setOnMaxCount((limit, count) -> {
                    throw new IOException("gzip bomb: the file inflates to more than " + (most >> 20) + " MB");
                })
                .get();
    }
}
