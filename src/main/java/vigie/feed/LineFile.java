package vigie.feed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import vigie.model.CveId;

/**
 * A file of one line for each CVE, in their order. A few lines are changed without rewriting the others:
 * they are copied from the file as it was. By hand because a library would parse and write 100 MB for one line.
 */
final class LineFile {

    private static final byte[] MARK = {'C', 'V', 'E', '-'};
    /** From the mark to the year, and to the number: {@code CVE-2024-}. */
    private static final int TO_YEAR = 4;

    private static final int TO_NUMBER = 9;

    /** So many numbers are a piece: some tens of kilobytes of a file of a year. */
    private static final long NUMBERS = 100;

    private final byte[] head;
    private final byte[] separator;
    private final byte[] tail;

    LineFile(String head, String separator, String tail) {
        this.head = head.getBytes(StandardCharsets.US_ASCII);
        this.separator = separator.getBytes(StandardCharsets.US_ASCII);
        this.tail = tail.getBytes(StandardCharsets.US_ASCII);
    }

    /** An object whose lines are keys and values. */
    static final LineFile OBJECT = new LineFile("{\n", ",\n", "\n}\n");

    /** Only lines. */
    static final LineFile LINES = lines("");

    /** Lines below a header. */
    static LineFile lines(String head) {
        return new LineFile(head, "\n", "\n");
    }

    /**
     * What is in a file.
     *
     * @param bytes the file
     * @param count its lines
     * @param pieces where its pieces begin, the first at 0
     */
    record Content(byte[] bytes, long count, List<Piece> pieces) {}

    /** A part of a file: the lines of a hundred numbers of a year. */
    record Piece(long key, int from) {}

    /** The piece that a CVE belongs to. */
    static long piece(long cve) {
        return cve / NUMBERS;
    }

    /**
     * The file with some lines put in or replaced and others taken out.
     *
     * @param old the file as it was, with a head of the same length; empty if there was none
     * @param lines new lines without separators, by the key of their CVE ({@link vigie.model.CveId#key})
     * @param out tells by the key of a CVE whether its line goes
     */
    Content merge(byte[] old, SortedMap<Long, byte[]> lines, LongPredicate out) {
        int added = lines.values().stream()
                .mapToInt(line -> line.length + separator.length)
                .sum();
        // Without an old file this is its very length, so that it need not be copied.
        Merging merging = new Merging(old.length > 0 ? old.length + added : room(added));
        SortedMap<Long, byte[]> left = new TreeMap<>(lines);
        int at = head.length;
        int end = old.length - tail.length;
        while (at < end) {
            int next = indexOf(old, (byte) '\n', at, end);
            int lineEnd = next == end ? end : next + 1 - separator.length;
            long key = key(old, at, lineEnd);
            while (!left.isEmpty() && left.firstKey() < key) {
                long before = left.firstKey();
                merging.add(before, left.remove(before));
            }
            byte[] changed = left.isEmpty() || left.firstKey() != key ? null : left.remove(key);
            if (changed != null) {
                merging.add(key, changed);
            } else if (!out.test(key)) {
                merging.add(key, old, at, lineEnd);
            }
            at = next + 1;
        }
        for (Map.Entry<Long, byte[]> line : left.entrySet()) {
            merging.add(line.getKey(), line.getValue());
        }
        return merging.content();
    }

    private int room(int lines) {
        return head.length + Math.max(0, lines - separator.length) + tail.length;
    }

    /** Receives a line. */
    @FunctionalInterface
    interface Taker {

        /** A line of a CVE is the bytes from one place up to another. */
        void line(CveId cve, int from, int to) throws IOException;
    }

    /** Visits all lines of a file. */
    void each(byte[] file, Taker taker) throws IOException {
        int at = head.length;
        int end = file.length - tail.length;
        while (at < end) {
            int next = indexOf(file, (byte) '\n', at, end);
            int lineEnd = next == end ? end : next + 1 - separator.length;
            taker.line(CveId.ofKey(key(file, at, lineEnd)), at, lineEnd);
            at = next + 1;
        }
    }

    private static int indexOf(byte[] bytes, byte wanted, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    private static long key(byte[] bytes, int from, int to) {
        int at = from;
        while (at + MARK.length < to
                && !(bytes[at] == MARK[0] && bytes[at + 1] == MARK[1] && bytes[at + 2] == MARK[2])) {
            at++;
        }
        return new CveId((int) digits(bytes, at + TO_YEAR, to), digits(bytes, at + TO_NUMBER, to)).key();
    }

    private static long digits(byte[] bytes, int from, int to) {
        long number = 0;
        for (int at = from; at < to && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            number = number * 10 + bytes[at] - '0';
        }
        return number;
    }

    private final class Merging {

        private final Room bytes;
        private final List<Piece> pieces = new ArrayList<>();
        private long count;

        Merging(int expected) {
            bytes = new Room(expected);
            bytes.writeBytes(head);
        }

        void add(long key, byte[] line) {
            add(key, line, 0, line.length);
        }

        void add(long key, byte[] line, int from, int to) {
            if (count == 0) {
                pieces.add(new Piece(piece(key), 0));
            } else if (pieces.get(pieces.size() - 1).key() != piece(key)) {
                pieces.add(new Piece(piece(key), bytes.size()));
            }
            if (count > 0) {
                bytes.writeBytes(separator);
            }
            bytes.write(line, from, to - from);
            count++;
        }

        Content content() {
            bytes.writeBytes(tail);
            return new Content(bytes.all(), count, pieces);
        }
    }

    /** Room for a file; what fills it is not copied. */
    private static final class Room extends ByteArrayOutputStream {

        Room(int size) {
            super(size);
        }

        byte[] all() {
            return count == buf.length ? buf : toByteArray();
        }
    }
}
