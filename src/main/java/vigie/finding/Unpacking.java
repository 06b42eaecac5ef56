package vigie.finding;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;
import org.apache.commons.io.input.BoundedInputStream;
import org.tukaani.xz.XZInputStream;

/** How files are packed, and limits on what comes out of them. */
final class Unpacking {

    /** What comes out before the ratio counts. */
    private static final long FREE = 64L << 20;

    /** Reports of repeated JSON shrink to a fiftieth; files that are made to be a burden, to a thousandth. */
    private static final long HIGHEST_RATIO = 250;

    /** Memory that unpacking xz may take, in kB: its default settings need 9 MB, the largest ones 65 MB. */
    private static final int XZ_MEMORY = 100_000;

    /** Packings within packings. */
    static final int DEEPEST = 3;

    private Unpacking() {}

    enum Packing {
        NONE,
        GZIP,
        XZ,
        ZSTD,
        ZIP;

        static Packing of(byte... head) {
            if (starts(head, 0x1f, 0x8b)) {
                return GZIP;
            }
            if (starts(head, 0xfd, '7', 'z', 'X', 'Z', 0)) {
                return XZ;
            }
            if (starts(head, 0x28, 0xb5, 0x2f, 0xfd)) {
                return ZSTD;
            }
            return starts(head, 'P', 'K', 3, 4) || starts(head, 'P', 'K', 5, 6) ? ZIP : NONE;
        }

        private static boolean starts(byte[] head, int... magic) {
            if (head.length < magic.length) {
                return false;
            }
            for (int i = 0; i < magic.length; i++) {
                if ((head[i] & 0xff) != magic[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * A stream of what is in a packed one, which ends with an exception where far more comes out than has gone in: a large file that is
     * made to be a burden is refused where a small one is.
     *
     * @param packed length of the packed file in bytes
     */
    static InputStream open(Packing packing, InputStream in, long packed) throws IOException {
        BoundedInputStream taken =
                BoundedInputStream.builder().setInputStream(in).get();
        InputStream buffered = new BufferedInputStream(taken, 1 << 16);
        InputStream unpacked = switch (packing) {
            case GZIP -> new GZIPInputStream(buffered, 1 << 16);
            case XZ -> new XZInputStream(buffered, XZ_MEMORY);
            case ZSTD -> new ZstdInputStream(buffered);
            default -> buffered;
        };
        return new Limited(unpacked, new Budget(() -> Math.min(packed, taken.getCount())));
    }

    /** Bytes that have come out of a packed file, whose members share it. */
    static final class Budget {

        private final LongSupplier in;
        private long out;

        /** @param in bytes of the packed file that were needed for it */
        Budget(LongSupplier in) {
            this.in = in;
        }

        private void count(long bytes) {
            out += bytes;
            if (out > FREE && out / HIGHEST_RATIO > in.getAsLong()) {
                throw new MalformedReportException(
                        "more than " + HIGHEST_RATIO + " times its size comes out of the packed file");
            }
        }
    }

    /** Ends with an exception where far more comes out of a file than it has bytes. */
    static final class Limited extends FilterInputStream {

        private final Budget budget;

        Limited(InputStream in, Budget budget) {
            super(in);
            this.budget = budget;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            budget.count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            budget.count(Math.max(0, read));
            return read;
        }

        @Override
        public long skip(long most) throws IOException {
            long skipped = super.skip(most);
            budget.count(skipped);
            return skipped;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
