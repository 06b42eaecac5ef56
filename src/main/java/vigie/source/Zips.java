package vigie.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import vigie.model.Observation;
import vigie.record.MalformedRecordException;

/** Reads zips as streams, within limits, and detects truncated ones. */
final class Zips {

    /** Largest entry that is taken, in bytes. */
    static final int LARGEST_ENTRY = 16 << 20;

    /** A larger entry is treated as an attack. */
    private static final long BOMB = 256L << 20;

    private Zips() {}

    /** Receives one entry. */
    interface Entry {
        void read(String name, byte[] bytes) throws IOException;
    }

    /** Receives one entry and the day that the zip gives it, if it gives one. */
    interface DatedEntry {
        void read(String name, byte[] bytes, Optional<LocalDate> day) throws IOException;
    }

    /** Reads the entries whose name ends in a suffix, as below. */
    static void each(InputStream in, String suffix, Consumer<? super Observation> out, Entry entry) throws IOException {
        each(in, suffix, out, (name, bytes, day) -> entry.read(name, bytes));
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
    static void each(InputStream in, String suffix, Consumer<? super Observation> out, DatedEntry entry)
            throws IOException {
        ZipTail tail = new ZipTail(new BufferedInputStream(in, 1 << 16));
        ZipInputStream zip = new ZipInputStream(tail);
        long entries = 0;
        for (ZipEntry e = next(zip); e != null; e = next(zip)) {
            entries++;
            if (e.isDirectory() || !e.getName().endsWith(suffix)) {
                drain(zip, e.getName());
                continue;
            }
            byte[] bytes = zip.readNBytes(LARGEST_ENTRY);
            if (bytes.length == LARGEST_ENTRY) {
                drain(zip, e.getName());
                out.accept(new Observation.Skipped(
                        MalformedRecordException.shorten(e.getName()), "longer than " + (LARGEST_ENTRY >> 20) + " MB"));
            } else {
                entry.read(
                        e.getName(),
                        bytes,
                        Optional.ofNullable(e.getTimeLocal()).map(LocalDateTime::toLocalDate));
            }
        }
        tail.drain();
        if (entries == 0 || !tail.counts(entries)) {
            throw new IOException("the zip is cut off or is not a zip (after " + entries + " entries)");
        }
    }

    private static ZipEntry next(ZipInputStream zip) throws IOException {
        try {
            return zip.getNextEntry();
        } catch (IllegalArgumentException e) {
            throw new IOException("the zip has a name that is not text", e);
        }
    }

    private static void drain(InputStream in, String name) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            total += n;
            if (total > BOMB) {
                throw new IOException("zip bomb: " + MalformedRecordException.shorten(name) + " inflates to more than "
                        + (BOMB >> 20) + " MB");
            }
        }
    }
}
