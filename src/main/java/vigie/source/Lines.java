package vigie.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The lines of a UTF-8 text file, of bounded length, with push-back. */
final class Lines {

    /** Longest line that is kept whole, in characters. */
    static final int LONGEST = 1 << 20;

    private final BufferedReader in;
    private final Deque<Line> ahead = new ArrayDeque<>();
    private long number;
    private boolean ended = true;

    Lines(InputStream in) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
    }

    /**
     * One line.
     *
     * @param number its number, from 1
     * @param text its text without the line break; cut where it is too long
     * @param whole whether the text is the whole line
     */
    record Line(long number, String text, boolean whole) {}

    /** The next line, empty at the end of the file. */
    Optional<Line> next() throws IOException {
        if (!ahead.isEmpty()) {
            return Optional.of(ahead.removeFirst());
        }
        int c = in.read();
        if (c < 0) {
            return Optional.empty();
        }
        number++;
        StringBuilder text = new StringBuilder();
        boolean whole = true;
        for (; c >= 0 && c != '\n'; c = in.read()) {
            whole = text.length() < LONGEST;
            if (whole) {
                text.append((char) c);
            }
        }
        ended = c == '\n';
        int end = text.length();
        boolean carriage = end > 0 && text.charAt(end - 1) == '\r';
        return Optional.of(new Line(number, text.substring(0, carriage ? end - 1 : end), whole));
    }

    /** Gives lines that were taken last, in their order, back to be read again. */
    void putBack(List<Line> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            ahead.addFirst(lines.get(i));
        }
    }

    /** Whether the last line read from the file ends in a line break, as that of a file that is not cut does. */
    boolean ended() {
        return ended;
    }
}
