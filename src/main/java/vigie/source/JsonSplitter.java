package vigie.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import vigie.model.Observation;

/**
 * Splits a large JSON document into its records without parsing it, so that a broken record does not affect the others.
 *
 * <p>A record is an object that opens at a given depth. Depth is counted outside strings. A record with an unclosed
 * string or bracket would swallow those after it, and one with a bracket too many would end their list: so when a
 * record cannot be read, or the list seems to be over, the text is searched for the way in which records of this
 * document begin, and splitting goes on from there.
 *
 * <p>By hand because parsers stop at the first fault.
 */
final class JsonSplitter {

    /** Reads one record from {@code buffer[from, to)}; returns false if it cannot be used. */
    interface Reader {
        boolean read(byte[] buffer, int from, int to);
    }

    /** Largest record that is taken, in bytes. */
    static final int LARGEST = 16 << 20;

    /** Limits the work that a hostile document can cause. */
    private static final int MOST_RESYNCS = 1000;

    /** White space within the beginning of a record is shorter than this. */
    private static final int LOOK_AHEAD = 256;

    /** White space, and the bytes of a byte order mark. */
    private static final String BEFORE = " \t\r\n\u00ef\u00bb\u00bf";

    private static final String UNCLOSED = "broken JSON: a text or bracket is not closed";
    private static final String UNOPENED = "broken JSON: a bracket is closed that was not opened";

    private final InputStream in;
    private final int depth;
    private final byte[] opening;
    private final Consumer<? super Observation> out;
    private final int largest;

    private byte[] buffer;
    private int length;
    private int position;
    private int start = -1;
    private int level;
    private boolean inText;
    private boolean skipping;
    private boolean ended;
    private boolean inArray;
    private boolean lastGood = true;
    private long sinceRecord;
    private long count;
    private int resyncs;

    /**
     * @param in the document
     * @param depth brackets and braces around a record: 1 in {@code [{…}]}, 2 in {@code {"a":[{…}]}}
     * @param opening how a record begins, without white space ({@code {"cve":})
     * @param out told of records that are too large
     */
    JsonSplitter(InputStream in, int depth, String opening, Consumer<? super Observation> out) {
        this(in, depth, opening, out, 1 << 18, LARGEST);
    }

    /** The same with other bounds than the usual ones, so that every place can be the end of a buffer. */
    JsonSplitter(
            InputStream in, int depth, String opening, Consumer<? super Observation> out, int buffered, int largest) {
        this.in = in;
        this.depth = depth;
        this.opening = opening.getBytes(StandardCharsets.US_ASCII);
        this.out = out;
        this.buffer = new byte[buffered];
        this.largest = largest;
    }

    /**
     * Reads all records.
     *
     * @throws IOException if the text is no JSON document, or ends before it is complete
     */
    void each(Reader reader) throws IOException {
        begin();
        while (!ended) {
            fill();
            scan(reader);
        }
        while (start >= 0 && !skipping && resync()) {
            out.accept(new Observation.Skipped("record " + ++count, UNCLOSED));
            scan(reader);
        }
        if (start >= 0 || inText || level != 0) {
            throw new IOException("the JSON document ends before it is complete (after " + count + " records)");
        }
    }

    /** Passes over white space and a byte order mark; fails for what does not begin as a document does. */
    private void begin() throws IOException {
        int first = in.read();
        for (int passed = 0; passed < LOOK_AHEAD && first >= 0 && BEFORE.indexOf(first) >= 0; passed++) {
            first = in.read();
        }
        if (first != '{' && first != '[') {
            throw new IOException("not a JSON document");
        }
        buffer[0] = (byte) first;
        length = 1;
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
                // Between the records of a list there are no texts: a quote there is one too many.
                inText = start >= 0 || level != depth || !inArray;
            } else if (b == '{' || b == '[') {
                if (level < depth && count > 0 && b == '{' && !ended && length - position < LOOK_AHEAD) {
                    position--;
                    return;
                }
                open(b);
            } else if ((b == '}' || b == ']') && --level == depth && b == '}' && start >= 0) {
                complete(reader);
            }
        }
    }

    private void open(byte b) {
        if (level < depth && count > 0 && b == '{' && opens(position - 1, length)) {
            if (lastGood) {
                out.accept(new Observation.Skipped("after record " + count, UNOPENED));
            }
            level = depth;
        }
        if (level == depth && b == '{') {
            start = position - 1;
        }
        level++;
        inArray = level == depth ? b == '[' : inArray;
    }

    private void complete(Reader reader) {
        count++;
        sinceRecord = 0;
        lastGood = true;
        if (skipping) {
            out.accept(new Observation.Skipped("record " + count, "longer than " + (largest >> 20) + " MB"));
            skipping = false;
        } else if (!reader.read(buffer, start, position)) {
            lastGood = false;
            if (resync()) {
                return;
            }
        }
        start = -1;
    }

    /** Goes back to the next place within the unusable record where another one begins. */
    private boolean resync() {
        int next = resyncs == MOST_RESYNCS ? -1 : find(start + 1, Math.min(position, length));
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
            if (opens(i, to)) {
                return i;
            }
        }
        return -1;
    }

    private boolean opens(int from, int to) {
        int matched = 0;
        for (int i = from; i < to && matched < opening.length; i++) {
            if (buffer[i] == opening[matched]) {
                matched++;
            } else if (matched == 0 || buffer[i] > ' ' || buffer[i] < 0) {
                return false;
            }
        }
        return matched == opening.length;
    }

    /** Makes room behind what is still needed, which is the record that is being read, and fills it. */
    private void fill() throws IOException {
        int keep = start >= 0 && !skipping ? start : Math.min(position, length);
        System.arraycopy(buffer, keep, buffer, 0, length - keep);
        length -= keep;
        position -= keep;
        start = start < 0 ? -1 : 0;
        sinceRecord = start < 0 ? sinceRecord + keep : 0;
        if (sinceRecord > LARGEST) {
            throw new IOException("no record within " + (LARGEST >> 20) + " MB");
        }
        if (length == buffer.length) {
            grow();
        }
        int read = in.readNBytes(buffer, length, buffer.length - length);
        length += read;
        ended = length < buffer.length;
    }

    private void grow() {
        if (buffer.length < largest) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        } else if (resync()) {
            out.accept(new Observation.Skipped("record " + ++count, UNCLOSED));
        } else {
            skipping = true;
            position -= length;
            length = 0;
        }
    }
}
