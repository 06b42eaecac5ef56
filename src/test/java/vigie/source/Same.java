package vigie.source;

import java.io.InputStream;
import java.util.Arrays;

/** The same byte again and again. */
final class Same extends InputStream {

    private final byte value;
    private long left;

    Same(byte value, long count) {
        this.value = value;
        this.left = count;
    }

    @Override
    public int read() {
        return left-- > 0 ? value : -1;
    }

    @Override
    public int read(byte[] buffer, int from, int length) {
        int n = (int) Math.min(left, length);
        Arrays.fill(buffer, from, from + n, value);
        left -= n;
        return n == 0 && length > 0 ? -1 : n;
    }
}
