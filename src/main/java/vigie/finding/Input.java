package vigie.finding;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** A file that is read, unpacked. It can be read more than once; whoever opens it closes what it got. */
public final class Input {

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

    /** Its name; {@code scans.zip!/web.json} for a member of an archive. */
    public String name() {
        return name;
    }

    /** Its beginning. */
    public Head head() {
        return head;
    }

    /** Its bytes. */
    public InputStream bytes() throws IOException {
        return opener.open();
    }

    /** Its text, in the encoding that its beginning has, without a byte-order mark. A byte that is broken becomes U+FFFD. */
    public BufferedReader text() throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(opener.open(), head.charset()), 1 << 16);
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

    /** Its XML as a stream, without document type, entities of its own, and access to anything. The stream ends with the file. */
    public XMLStreamReader xml() throws IOException {
        try {
            boolean declared = head.text().stripLeading().startsWith("<?xml");
            return declared && head.text().startsWith("<") ? SafeXml.reader(opener.open()) : SafeXml.reader(text());
        } catch (XMLStreamException e) {
            throw new MalformedReportException("broken XML: " + e.getMessage());
        }
    }
}
