package vigie.finding;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import vigie.io.SafeXml;

/** The beginning of a file, from which its format is recognised. */
public final class Head {

    /** Bytes of a file that are looked at. */
    public static final int LENGTH = 64 << 10;

    private static final Charset OLDER = Charset.forName("windows-1252");

    private final byte[] bytes;
    private final boolean whole;
    private final Charset charset;
    private final String text;
    private Optional<Shape> shape = Optional.empty();

    /**
     * Looks at the beginning.
     *
     * @param whole whether the file ends with it
     */
    Head(byte[] bytes, boolean whole) {
        this(bytes.clone(), whole, charset(bytes, whole));
    }

    private Head(byte[] bytes, boolean whole, Charset charset) {
        this.bytes = bytes;
        this.whole = whole;
        this.charset = charset;
        this.text = decoded();
    }

    /** Whether it is in no encoding of Unicode, so that only its words tell in which it is; windows-1252 stands for all of them. */
    public boolean older() {
        return charset.equals(OLDER);
    }

    /** The same beginning in another encoding; empty if it cannot be in that one. */
    public Optional<Head> in(Charset other) {
        return decodes(bytes, whole, other) ? Optional.of(new Head(bytes, whole, other)) : Optional.empty();
    }

    private static boolean decodes(byte[] bytes, boolean whole, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder();
        CharBuffer to = CharBuffer.allocate((int) (bytes.length * (double) decoder.maxCharsPerByte()) + 1);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), to, whole);
        return !result.isError();
    }

    private String decoded() {
        try (Reader reader = new InputStreamReader(new ByteArrayInputStream(bytes), charset)) {
            StringBuilder read = new StringBuilder(bytes.length);
            reader.transferTo(new Appending(read));
            boolean marked = !read.isEmpty() && read.charAt(0) == '\ufeff';
            return marked ? read.substring(1) : read.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Appending extends java.io.Writer {
        private final StringBuilder to;

        Appending(StringBuilder to) {
            this.to = to;
        }

        @Override
        public void write(char[] characters, int from, int length) {
            to.append(characters, from, length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static Charset charset(byte[] bytes, boolean whole) {
        if (bytes.length >= 2 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe) {
            return StandardCharsets.UTF_16LE;
        }
        if (bytes.length >= 2 && (bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xff) == 0xff) {
            return StandardCharsets.UTF_16BE;
        }
        if (bytes.length >= 4 && bytes[1] == 0 && bytes[3] == 0 && bytes[0] != 0) {
            return StandardCharsets.UTF_16LE;
        }
        if (bytes.length >= 4 && bytes[0] == 0 && bytes[2] == 0 && bytes[1] != 0) {
            return StandardCharsets.UTF_16BE;
        }
        return decodes(bytes, whole, StandardCharsets.UTF_8) ? StandardCharsets.UTF_8 : OLDER;
    }

    /** The encoding that the text has: UTF-8, UTF-16, or, where it is none of them, windows-1252, if {@link #in} gave no other. */
    public Charset charset() {
        return charset;
    }

    /** The text, without a byte-order mark. Its last character may be broken where the file goes on. */
    public String text() {
        return text;
    }

    /** Whether the file ends with what is here. */
    public boolean whole() {
        return whole;
    }

    /** The lines that are here completely. */
    public List<String> lines() {
        List<String> lines = text.lines().toList();
        return whole || lines.size() < 2 ? lines : lines.subList(0, lines.size() - 1);
    }

    /** Whether it begins as JSON does: with an object or a list. */
    public boolean isJson() {
        String start = text.stripLeading();
        return start.startsWith("{") || start.startsWith("[");
    }

    /** Whether it is a web page, such as one that asks to sign in, that was saved in the place of a report. */
    public boolean isWebPage() {
        return text.stripLeading().regionMatches(true, 0, "<!doctype html", 0, 14)
                || xmlRoot().equalsIgnoreCase("html");
    }

    /** Which fields are here; none if it is no JSON. */
    public Shape json() {
        if (shape.isEmpty()) {
            shape = Optional.of(new Shape(isJson() ? text : ""));
        }
        return shape.get();
    }

    /** The local name of the outermost element; empty if it is no XML. */
    public String xmlRoot() {
        if (!text.stripLeading().startsWith("<")) {
            return "";
        }
        try {
            XMLStreamReader xml = SafeXml.reader(new StringReader(text.stripLeading()));
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamReader.START_ELEMENT) {
                    return xml.getLocalName();
                }
            }
        } catch (XMLStreamException e) {
            // Broken before its first element: not XML that could be read.
            return "";
        }
        return "";
    }
}
