package vigie.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import vigie.text.PlainText;

/** The only way to the terminal: results on stdout, everything else on stderr, both UTF-8. */
final class Console {

    private static final int DEFAULT_WIDTH = 120;

    /** Carriage return, then the control sequence "erase in line" (ECMA-48, 8.3.41). */
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter out = writer(System.out);
    private final PrintWriter err = writer(System.err);
    private final boolean quiet;

    Console(boolean quiet) {
        this.quiet = quiet;
    }

    private static PrintWriter writer(java.io.OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /** A result. */
    void print(String text) {
        out.print(PlainText.safe(text));
        out.print(text.endsWith("\n") ? "" : "\n");
        out.flush();
    }

    /** For results that are written as a stream. */
    Writer results() {
        return new java.io.BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), 1 << 16);
    }

    /** Something worth knowing, unless the user asked for quiet. */
    synchronized void say(String text) {
        if (!quiet) {
            err.println(PlainText.safe(text));
        }
    }

    /** The same in place of the progress bar that stands on the line. */
    synchronized void sayOverBar(String text) {
        if (!quiet) {
            err.println(CLEAR_LINE + PlainText.safe(text));
        }
    }

    /** Something that went wrong. */
    synchronized void error(String text) {
        err.println(PlainText.safe(text));
    }

    PrintWriter output() {
        return out;
    }

    /** For what draws on the terminal itself. */
    java.io.PrintStream terminalStream() {
        return System.err;
    }

    PrintWriter errors() {
        return err;
    }

    boolean quiet() {
        return quiet;
    }

    /**
     * Whether stderr is watched by a person. The launcher knows and says so; without it, the best that Java can tell is
     * whether there is a console, which since Java 22 may be one that is no terminal.
     */
    boolean terminal() {
        String told = System.getProperty("vigie.terminal", "");
        if (!told.isEmpty()) {
            return told.equals("true");
        }
        return System.console() != null && Runtime.version().feature() < 22;
    }

    /** Characters in a line. */
    int width() {
        try {
            return Integer.parseInt(System.getenv().getOrDefault("COLUMNS", ""));
        } catch (NumberFormatException e) {
            return DEFAULT_WIDTH;
        }
    }
}
