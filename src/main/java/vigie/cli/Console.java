package vigie.cli;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import vigie.text.PlainText;
import vigie.text.PrintableJson;

/** The only access to standard output (results) and standard error (everything else), both UTF-8. */
final class Console {

    private static final int DEFAULT_WIDTH = 120;
    private static final String INFO = "info";
    private static final String ERROR = "error";

    /** Carriage return, then the control sequence "erase in line" (ECMA-48, 8.3.41). */
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter out = writer(System.out);
    private final PrintWriter err = writer(System.err);
    private final boolean quiet;
    private volatile boolean json;

    Console(boolean quiet) {
        this.quiet = quiet;
    }

    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /** Prints a result. */
    void print(String text) {
        out.print(PlainText.safe(text));
        out.print(text.endsWith("\n") ? "" : "\n");
        out.flush();
    }

    /** For results that are written as a stream: writing fails with {@link Unwritable} once they cannot be written. */
    Writer results() {
        PrintStream stream = System.out;
        OutputStream checked = new FilterOutputStream(stream) {
            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                out.write(bytes, from, count);
                if (stream.checkError()) {
                    throw new Unwritable();
                }
            }
        };
        return new BufferedWriter(new OutputStreamWriter(checked, StandardCharsets.UTF_8), 1 << 16);
    }

    /** Standard output cannot be written; {@link Stdout} knows why. */
    static final class Unwritable extends IOException {

        private static final long serialVersionUID = 1;
    }

    /** From now on each message is a JSON object on a line of its own, for programs that collect logs. */
    void writeJson() {
        json = true;
    }

    /** Prints a message, unless {@code --quiet} is given. */
    synchronized void say(String text) {
        if (!quiet) {
            message(INFO, text, Map.of());
        }
    }

    /** Prints a message over the progress bar on the current line. */
    synchronized void sayOverBar(String text) {
        if (!quiet) {
            message(INFO, json ? text : CLEAR_LINE + PlainText.safe(text), Map.of());
        }
    }

    /** Prints an error. */
    synchronized void error(String text) {
        message(ERROR, text, Map.of());
    }

    /**
     * Prints a message or an error.
     *
     * @param fields what it says, for programs
     */
    synchronized void log(boolean failure, String text, Map<String, Object> fields) {
        if (failure || !quiet) {
            message(failure ? ERROR : INFO, text, fields);
        }
    }

    private void message(String level, String text, Map<String, Object> fields) {
        if (!json) {
            err.println(text.startsWith(CLEAR_LINE) ? text : PlainText.safe(text));
            return;
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        line.put("level", level);
        line.put("message", text.strip());
        line.putAll(fields);
        err.println(PrintableJson.line(line));
    }

    PrintWriter output() {
        return out;
    }

    /** For the progress bar, which draws on the terminal itself. */
    PrintStream terminalStream() {
        return System.err;
    }

    PrintWriter errors() {
        return err;
    }

    boolean quiet() {
        return quiet;
    }

    /**
     * Whether stderr is a terminal. The launcher knows and says so; without it, the best that Java can tell is
     * whether there is a console, which since Java 22 may be one that is no terminal.
     */
    boolean terminal() {
        if (json) {
            return false;
        }
        String told = System.getProperty("vigie.terminal", "");
        if (!told.isEmpty()) {
            return told.equals("true");
        }
        return System.console() != null && Runtime.version().feature() < 22;
    }

    /** Width of a line in characters. */
    int width() {
        try {
            return Integer.parseInt(System.getenv().getOrDefault("COLUMNS", ""));
        } catch (NumberFormatException e) {
            return DEFAULT_WIDTH;
        }
    }

    /** Standard output that remembers failures: the stream of Java hides a full disk. */
    static final class Stdout extends OutputStream {

        private final OutputStream out;
        private Optional<IOException> failure = Optional.empty();

        Stdout() {
            this(new FileOutputStream(FileDescriptor.out));
        }

        Stdout(OutputStream out) {
            this.out = out;
        }

        PrintStream stream() {
            return new PrintStream(this, false, StandardCharsets.UTF_8);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            try {
                out.write(bytes, from, count);
            } catch (IOException e) {
                failure = failure.or(() -> Optional.of(e));
                throw e;
            }
        }

        /**
         * Whether results were lost; said on stderr. A reader such as {@code head} that stops early loses nothing: it has
         * what it wanted.
         */
        boolean lost() {
            String reason = failure.map(e -> String.valueOf(e.getMessage())).orElse("");
            if (reason.isEmpty() || reason.contains("Broken pipe")) {
                return false;
            }
            new Console(false).error("stdout: " + reason);
            return true;
        }
    }
}
