package vigie.finding;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The lines of a text, of bounded length, with push-back. A line ends in LF, CR LF or CR. */
public final class TextLines implements Closeable {

    /** Longest piece of a line that is given at once, in characters. */
    static final int LONGEST = 1 << 20;

    private final Reader in;
    private final char[] buffer = new char[1 << 16];
    private int from;
    private int until;
    private final Deque<Line> ahead = new ArrayDeque<>();
    private long number;
    private boolean within;
    private boolean afterReturn;

    /**
     * A line, or a piece of one that is longer than is given at once.
     *
     * @param number its number, from 1
     * @param text without the line break
     * @param begins whether the line begins with it
     * @param ends whether the line ends with it
     */
    public record Line(long number, String text, boolean begins, boolean ends) {

        /** Whether it is a whole line; the pieces of a longer one follow each other with the same number. */
        public boolean whole() {
            return begins && ends;
        }
    }

    /** Begins at the beginning of a text, which is closed with this. */
    public TextLines(Reader in) {
        this.in = in;
    }

    /** The next line, empty at the end. */
    public Optional<Line> next() throws IOException {
        if (!ahead.isEmpty()) {
            return Optional.of(ahead.removeFirst());
        }
        if (afterReturn) {
            afterReturn = false;
            if (fill() && buffer[from] == '\n') {
                from++;
            }
        }
        if (!fill()) {
            return Optional.empty();
        }
        boolean continued = within;
        number += continued ? 0 : 1;
        StringBuilder piece = new StringBuilder(0);
        while (fill()) {
            int end = from;
            int most = Math.min(until, from + LONGEST - piece.length());
            while (end < most && buffer[end] != '\n' && buffer[end] != '\r') {
                end++;
            }
            boolean ended = end < most;
            if (ended && piece.isEmpty()) {
                return Optional.of(ended(new String(buffer, from, end - from), end, continued));
            }
            piece.append(buffer, from, end - from);
            if (ended) {
                return Optional.of(ended(piece.toString(), end, continued));
            }
            from = end;
            if (piece.length() >= LONGEST) {
                within = true;
                return Optional.of(new Line(number, piece.toString(), !continued, false));
            }
        }
        within = false;
        return Optional.of(new Line(number, piece.toString(), !continued, true));
    }

    private Line ended(String text, int end, boolean continued) {
        afterReturn = buffer[end] == '\r';
        from = end + 1;
        within = false;
        return new Line(number, text, !continued, true);
    }

    private boolean fill() throws IOException {
        while (from >= until) {
            until = in.read(buffer, 0, buffer.length);
            from = 0;
            if (until < 0) {
                until = 0;
                return false;
            }
        }
        return true;
    }

    /** Gives lines that were taken last, in their order, back to be read again. */
    public void putBack(List<Line> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            ahead.addFirst(lines.get(i));
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
