package vigie.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Keeps the last bytes of a streamed zip: a complete zip ends in a directory with the number of entries. */
final class ZipTail extends FilterInputStream {

    private static final int KEPT = 1 << 10;

    /** The count of a zip that has more entries than 16 bits tell. */
    private static final int SEE_ZIP64 = 0xffff;

    private final byte[] last = new byte[KEPT];
    private long total;

    ZipTail(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int b = in.read();
        if (b >= 0) {
            last[(int) (total++ % KEPT)] = (byte) b;
        }
        return b;
    }

    @Override
    public int read(byte[] buffer, int from, int count) throws IOException {
        int n = in.read(buffer, from, count);
        for (int i = Math.max(0, n - KEPT); i < n; i++) {
            last[(int) ((total + i) % KEPT)] = buffer[from + i];
        }
        total += Math.max(0, n);
        return n;
    }

    void drain() throws IOException {
        transferTo(OutputStream.nullOutputStream());
    }

    /** Whether the end of the central directory is among the last bytes and counts so many entries (APPNOTE 4.3.14, 16). */
    boolean counts(long entries) {
        long end = find(5, 6, 22);
        if (end < 0) {
            return false;
        }
        long large = find(6, 6, 56);
        return number(end + 10, 2) == SEE_ZIP64 && large >= 0
                ? number(large + 32, 8) == entries
                : number(end + 10, 2) == (entries & SEE_ZIP64);
    }

    /** Where the last record of that signature ({@code PK} and two bytes) and size begins, or -1. */
    private long find(int third, int fourth, int size) {
        for (long i = total - size; i >= Math.max(0, total - KEPT); i--) {
            if (at(i) == 'P' && at(i + 1) == 'K' && at(i + 2) == third && at(i + 3) == fourth) {
                return i;
            }
        }
        return -1;
    }

    private long number(long from, int bytes) {
        long number = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            number = number << 8 | at(from + i) & 0xff;
        }
        return number;
    }

    private byte at(long i) {
        return last[(int) (i % KEPT)];
    }
}
