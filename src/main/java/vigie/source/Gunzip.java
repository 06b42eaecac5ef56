package vigie.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Inflates gzip up to a limit: a few kilobytes can stand for gigabytes. */
final class Gunzip extends FilterInputStream {

    private final long most;
    private long total;

    /**
     * @param in the compressed bytes
     * @param most most bytes that a sane file inflates to
     */
    Gunzip(InputStream in, long most) throws IOException {
        super(new GZIPInputStream(in, 1 << 16));
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        int b = in.read();
        count(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        int n = in.read(buffer, from, length);
        count(n);
        return n;
    }

    private void count(int n) throws IOException {
        total += Math.max(0, n);
        if (total > most) {
            throw new IOException("gzip bomb: the file inflates to more than " + (most >> 20) + " MB");
        }
    }
}
