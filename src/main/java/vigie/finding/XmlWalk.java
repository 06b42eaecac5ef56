package vigie.finding;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import vigie.io.SafeXml;

/**
 * Walks through XML as a stream. Handlers take what they want of an element, with the methods of this class; what they leave is
 * passed over. Names are without prefix and namespace. A document type is passed over, so that no entity of it exists, and nothing
 * outside of the file is ever read.
 */
public final class XmlWalk implements Closeable {

    /** Characters of one text, attribute, comment or document type; more end the reading. */
    static final int LONGEST = 8 << 20;

    /** Characters of a text that are kept: no identifier or name is that long. */
    private static final int LONGEST_KEPT = 1 << 20;

    /** Elements within elements. */
    static final int DEEPEST = 200;

    /** Elements and attributes of one tree, and each 16 characters of its texts; it takes some hundred bytes for each. */
    private static final int MOST_PARTS = 1_000_000;

    private final Guard guard;
    private final XMLStreamReader xml;
    private int depth;
    private int parts;
    private boolean consumed;

    XmlWalk(Reader in) {
        guard = new Guard(in);
        try {
            xml = SafeXml.reader(guard);
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    /**
     * Takes the outermost element, and then reads to the end of the file, so that one that is cut is noticed.
     *
     * @param handler is given the element's name, and can take its attributes, children or text
     */
    public void root(Consumer<String> handler) {
        while (xml.getEventType() != XMLStreamConstants.START_ELEMENT) {
            next();
        }
        element(handler);
        while (xml.getEventType() != XMLStreamConstants.END_DOCUMENT) {
            next();
        }
    }

    private void element(Consumer<String> handler) {
        consumed = false;
        handler.accept(xml.getLocalName());
        if (!consumed) {
            skip();
        }
        consumed = true;
    }

    /** Takes the elements within the current one, each with its name. */
    public void children(Consumer<String> handler) {
        int own = depth;
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                element(handler);
            } else if (event == XMLStreamConstants.END_ELEMENT && depth < own) {
                consumed = true;
                return;
            }
        }
    }

    /** Takes the elements that are reached by a path of names from the current one; others are passed over. */
    public void each(Runnable handler, String... path) {
        each(handler, path, 0);
    }

    private void each(Runnable handler, String[] path, int at) {
        children(name -> {
            if (name.equals(path[at])) {
                if (at == path.length - 1) {
                    handler.run();
                } else {
                    each(handler, path, at + 1);
                }
            }
        });
    }

    /** An attribute of the current element, before anything in it was taken; empty if there is none. */
    public String attribute(String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i).strip();
            }
        }
        return "";
    }

    /** All text within the current element, trimmed. */
    public String text() {
        int own = depth;
        StringBuilder text = new StringBuilder();
        while (true) {
            int event = next();
            if (isText(event)) {
                append(text);
            } else if (event == XMLStreamConstants.END_ELEMENT && depth < own) {
                consumed = true;
                return text.toString().strip();
            }
        }
    }

    /**
     * The current element as a tree in which, at any depth, only elements of these names are kept. Attributes are all kept.
     *
     * @throws MalformedReportException if it is too large for one entry
     */
    public XmlNode tree(Set<String> names) {
        parts = 0;
        XmlNode node = node(names);
        consumed = true;
        return node;
    }

    /** Recursion is bounded by the limit on depth. */
    private XmlNode node(Set<String> names) {
        Position position = position();
        String name = xml.getLocalName();
        int count = xml.getAttributeCount();
        count(1 + count);
        Map<String, String> attributes = count == 0 ? Map.of() : new HashMap<>();
        for (int i = 0; i < count; i++) {
            count(xml.getAttributeValue(i).length() >> 4);
            attributes.putIfAbsent(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
        }
        int own = depth;
        List<XmlNode> children = new ArrayList<>(0);
        StringBuilder text = new StringBuilder();
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (names.contains(xml.getLocalName())) {
                    children.add(node(names));
                } else {
                    skip();
                }
            } else if (isText(event)) {
                append(text);
            } else if (event == XMLStreamConstants.END_ELEMENT && depth < own) {
                count(text.length() >> 4);
                return new XmlNode(name, attributes, text.toString().strip(), children, position);
            }
        }
    }

    private void count(int more) {
        parts += more;
        if (parts > MOST_PARTS) {
            throw new MalformedReportException("an entry is too large", position());
        }
    }

    private void append(StringBuilder text) {
        int length = Math.min(xml.getTextLength(), LONGEST_KEPT - text.length());
        text.append(xml.getTextCharacters(), xml.getTextStart(), length);
    }

    private static boolean isText(int event) {
        return event == XMLStreamConstants.CHARACTERS
                || event == XMLStreamConstants.CDATA
                || event == XMLStreamConstants.SPACE;
    }

    private void skip() {
        int own = depth;
        while (next() != XMLStreamConstants.END_ELEMENT || depth >= own) {
            // Passed over.
        }
    }

    private int next() {
        guard.begin();
        try {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT && ++depth > DEEPEST) {
                throw new MalformedReportException("more than " + DEEPEST + " elements within each other", position());
            }
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
            return event;
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    private MalformedReportException broken(XMLStreamException e) {
        for (Throwable cause = e.getNestedException(); cause != null; cause = cause.getCause()) {
            if (cause instanceof EOFException) {
                return new MalformedReportException("the file ends too early", position(e));
            }
            if (cause instanceof IOException) {
                return new MalformedReportException("cannot be read: " + cause.getMessage(), position(e));
            }
        }
        if (guard.ended) {
            return new MalformedReportException("the file ends too early", position(e));
        }
        return new MalformedReportException("broken XML: " + reason(e), position(e));
    }

    /** The first line that says something: the parser's message begins with its own word for the place. */
    private static String reason(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        int at = message.indexOf("Message: ");
        return at < 0 ? message : message.substring(at + "Message: ".length());
    }

    private static Position position(XMLStreamException e) {
        return e.getLocation() == null
                ? Position.NOWHERE
                : new Position(
                        Math.max(0, e.getLocation().getLineNumber()),
                        Math.max(0, e.getLocation().getColumnNumber()));
    }

    /** Where the current element begins, or rather where its first tag ends. */
    public Position position() {
        return new Position(
                Math.max(0, xml.getLocation().getLineNumber()),
                Math.max(0, xml.getLocation().getColumnNumber()));
    }

    @Override
    public void close() throws IOException {
        try {
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        } finally {
            guard.close();
        }
    }

    /**
     * What the parser reads: with a limit on what it may read for one event, whatever that is, and with U+FFFD for the control
     * characters that scanners copy out of answers of servers and that no XML may hold.
     */
    private static final class Guard extends FilterReader {

        private long sinceBegin;
        private boolean ended;

        Guard(Reader in) {
            super(in);
        }

        void begin() {
            sinceBegin = 0;
        }

        @Override
        public int read() throws IOException {
            char[] one = new char[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(char[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            ended = ended || read < 0;
            sinceBegin += Math.max(0, read);
            if (sinceBegin > LONGEST) {
                throw new MalformedReportException("a text is too long");
            }
            for (int i = from; i < from + read; i++) {
                char c = into[i];
                if (c < ' ' && c != '\n' && c != '\t' && c != '\r' || c >= '\ufffe') {
                    into[i] = '\ufffd';
                }
            }
            return read;
        }
    }
}
