package vigie.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import vigie.model.Observation;

/** Reads zips as streams, within limits, and tells a cut one from a whole one. */
final class Zips {

    /** Largest entry that is taken, in bytes. */
    static final int LARGEST_ENTRY = 16 << 20;

    /** An entry above this is no record at all but an attack. */
    private static final long BOMB = 256L << 20;

    private Zips() {}

    /** Takes one entry. */
    interface Entry {
        void read(String name, byte[] bytes) throws IOException;
    }

    /**
     * Reads the entries whose name ends in a suffix.
     *
     * @param in the zip; read to its end
     * @param suffix {@code .json}
     * @param out told of entries that are too large
     * @param entry takes the others
     * @throws IOException if the zip is cut, damaged or inflates beyond reason
     */
    static void each(InputStream in, String suffix, Consumer<? super Observation> out, Entry entry) throws IOException {
        Tail tail = new Tail(in);
        ZipInputStream zip = new ZipInputStream(tail);
        int entries = 0;
        for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
            entries++;
            if (e.isDirectory() || !e.getName().endsWith(suffix)) {
                drain(zip, e.getName());
                continue;
            }
            byte[] bytes = zip.readNBytes(LARGEST_ENTRY);
            if (bytes.length == LARGEST_ENTRY) {
                drain(zip, e.getName());
                out.accept(new Observation.Skipped(e.getName(), "longer than " + (LARGEST_ENTRY >> 20) + " MB"));
            } else {
                entry.read(e.getName(), bytes);
            }
        }
        tail.drain();
        if (entries == 0 || !tail.endsAsZip()) {
            throw new IOException("the zip is cut or is none (after " + entries + " entries)");
        }
    }

    private static void drain(InputStream in, String name) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            total += n;
            if (total > BOMB) {
                throw new IOException(
                        "zip bomb: " + Records.shorten(name) + " inflates to more than " + (BOMB >> 20) + " MB");
            }
        }
    }

    /** Remembers the last bytes that went through: a whole zip ends in its central directory. */
    private static final class Tail extends FilterInputStream {

        private static final int KEPT = 1 << 10;
        private final byte[] last = new byte[KEPT];
        private long total;

        Tail(InputStream in) {
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
            transferTo(java.io.OutputStream.nullOutputStream());
        }

        /** Whether the end-of-central-directory record is among the last bytes (APPNOTE 4.3.16). */
        boolean endsAsZip() {
            for (long i = Math.max(0, total - KEPT); i + 3 < total; i++) {
                if (at(i) == 'P' && at(i + 1) == 'K' && at(i + 2) == 5 && at(i + 3) == 6) {
                    return true;
                }
            }
            return false;
        }

        private byte at(long i) {
            return last[(int) (i % KEPT)];
        }
    }
}
