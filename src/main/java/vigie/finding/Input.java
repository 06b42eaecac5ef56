package vigie.finding;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/** A file that is read, unpacked. It can be read more than once; whoever opens it closes what it got. */
public final class Input {

    private static final Pattern ENCODING =
            Pattern.compile("\\s*<\\?xml\\s[^>]{0,100}?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");

    /** Opens the unpacked file at its beginning. */
    @FunctionalInterface
    interface Opener {
        InputStream open() throws IOException;
    }

    private final String name;
    private final Head head;
    private final Opener opener;

    Input(String name, Head head, Opener opener) {
        this.name = name;
        this.head = head;
        this.opener = opener;
    }

    /** A reading of what entries refer to, and what often stands behind them. */
    @FunctionalInterface
    public interface Ahead {
        void read() throws IOException;
    }

    /**
     * Reads what entries refer to, before the entries are read. Where the file is broken, what stands before that place counts: the
     * reading of the entries comes to the same place and names it.
     */
    public static void ahead(Ahead reading) {
        try {
            reading.read();
        } catch (IOException | JacksonException | MalformedReportException e) {
            // The reading of the entries ends there, too, and reports it.
            return;
        }
    }

    /** Its name; {@code scans.zip!/web.json} for a member of an archive. */
    public String name() {
        return name;
    }

    /** Its beginning. */
    public Head head() {
        return head;
    }

    /** The same file, read in the encoding of another beginning; see {@link Head#in}. */
    public Input with(Head other) {
        return new Input(name, other, opener);
    }

    /** Its bytes. */
    public InputStream bytes() throws IOException {
        return opener.open();
    }

    /** Its text, in the encoding that its beginning has, without a byte-order mark. A byte that is broken becomes U+FFFD. */
    public BufferedReader text() throws IOException {
        return text(head.charset());
    }

    private BufferedReader text(Charset charset) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(opener.open(), charset), 1 << 16);
        reader.mark(1);
        if (reader.read() != '\ufeff') {
            reader.reset();
        }
        return reader;
    }

    /** Its JSON. */
    public JsonWalk json() throws IOException {
        return head.charset().equals(StandardCharsets.UTF_8) ? JsonWalk.of(opener.open()) : JsonWalk.of(text());
    }

    /** Its XML, in the encoding that it declares, else in that of its beginning. */
    public XmlWalk xml() throws IOException {
        Matcher declared = ENCODING.matcher(head.text());
        Charset charset = head.charset();
        if (charset != StandardCharsets.UTF_16LE && charset != StandardCharsets.UTF_16BE && declared.lookingAt()) {
            charset = known(declared.group(1)).orElse(charset);
        }
        BufferedReader reader = text(charset);
        // Nothing may stand before the declaration; some programs begin with an empty line.
        int first = ' ';
        while (first >= 0 && Character.isWhitespace(first)) {
            reader.mark(1);
            first = reader.read();
        }
        reader.reset();
        return new XmlWalk(reader);
    }

    private static Optional<Charset> known(String name) {
        try {
            return Optional.of(Charset.forName(name))
                    .filter(charset -> !charset.name().startsWith("UTF-16"));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }
}
