package vigie.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Consumer;
import vigie.model.Observation;

/**
 * Cuts a large JSON document into its records without parsing it, so that a record that is broken costs itself only.
 *
 * <p>A record is an object that opens at a given depth. Depth is counted outside strings. A record with an unclosed
 * string or bracket would swallow those after it: when a record cannot be read, the text after its first byte is
 * searched for the way in which records of this document begin, and splitting goes on from there.
 */
final class JsonSplitter {

    /** Reads one record from {@code buffer[from, to)}; returns false if it cannot be used. */
    interface Reader {
        boolean read(byte[] buffer, int from, int to);
    }

    /** Largest record that is taken, in bytes. */
    static final int LARGEST = 16 << 20;

    /** Bounds the work that a hostile document can cause. */
    private static final int MOST_RESYNCS = 1000;

    private static final String UNCLOSED = "broken JSON: a text or bracket is not closed";

    private final InputStream in;
    private final int depth;
    private final byte[] opening;
    private final Consumer<? super Observation> out;

    private byte[] buffer = new byte[1 << 18];
    private int length;
    private int position;
    private int start = -1;
    private int level;
    private boolean inText;
    private boolean skipping;
    private boolean opened;
    private long count;
    private int resyncs;

    /**
     * @param in the document
     * @param depth brackets and braces around a record: 1 in {@code [{…}]}, 2 in {@code {"a":[{…}]}}
     * @param opening how a record begins, without white space ({@code {"cve":}), empty if records begin in many ways
     * @param out told of records that are too large
     */
    JsonSplitter(InputStream in, int depth, String opening, Consumer<? super Observation> out) {
        this.in = in;
        this.depth = depth;
        this.opening = opening.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        this.out = out;
    }

    /**
     * Reads all records.
     *
     * @throws IOException if the document ends before it is complete
     */
    void each(Reader reader) throws IOException {
        while (fill()) {
            scan(reader);
        }
        while (start >= 0 && !skipping && resync()) {
            out.accept(new Observation.Skipped("record " + ++count, UNCLOSED));
            scan(reader);
        }
        if (start >= 0 || inText || level != 0 || !opened) {
            throw new IOException("the JSON document ends before it is complete (after " + count + " records)");
        }
    }

    private void scan(Reader reader) {
        byte[] bytes = buffer;
        while (position < length) {
            byte b = bytes[position++];
            if (inText) {
                if (b == '\\') {
                    position++;
                } else if (b == '"') {
                    inText = false;
                }
            } else if (b == '"') {
                inText = true;
            } else if (b == '{' || b == '[') {
                if (level++ == depth && b == '{') {
                    start = position - 1;
                }
                opened = true;
            } else if ((b == '}' || b == ']') && --level == depth && b == '}' && start >= 0) {
                complete(reader);
            }
        }
    }

    private void complete(Reader reader) {
        count++;
        if (skipping) {
            out.accept(new Observation.Skipped("record " + count, "longer than " + (LARGEST >> 20) + " MB"));
            skipping = false;
        } else if (!reader.read(buffer, start, position) && resync()) {
            return;
        }
        start = -1;
    }

    /** Goes back to the next place within the unusable record where another one begins. */
    private boolean resync() {
        int next = opening.length == 0 || resyncs == MOST_RESYNCS ? -1 : find(start + 1, Math.min(position, length));
        if (next < 0) {
            return false;
        }
        resyncs++;
        position = next;
        level = depth;
        inText = false;
        start = -1;
        return true;
    }

    private int find(int from, int to) {
        for (int i = from; i < to; i++) {
            int at = i;
            int matched = 0;
            while (at < to && matched < opening.length) {
                if (buffer[at] == opening[matched]) {
                    matched++;
                } else if (matched == 0 || buffer[at] > ' ' || buffer[at] < 0) {
                    break;
                }
                at++;
            }
            if (matched == opening.length) {
                return i;
            }
        }
        return -1;
    }

    /** Makes room behind the record that is being read and fills it. */
    private boolean fill() throws IOException {
        int overshoot = Math.max(0, position - length);
        int keep = start < 0 || skipping ? length : start;
        System.arraycopy(buffer, keep, buffer, 0, length - keep);
        length -= keep;
        start = start < 0 ? -1 : 0;
        position = length;
        if (length == buffer.length) {
            grow();
        }
        if (position < length) {
            return true;
        }
        int read = in.readNBytes(buffer, length, buffer.length - length);
        position = Math.min(length + overshoot, length + read);
        length += read;
        return read > 0;
    }

    private void grow() {
        if (buffer.length < LARGEST) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        } else if (resync()) {
            out.accept(new Observation.Skipped("record " + ++count, UNCLOSED));
        } else {
            skipping = true;
            length = 0;
            position = 0;
        }
    }
}
