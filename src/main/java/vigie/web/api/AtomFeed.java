package vigie.web.api;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import vigie.text.PlainText;

/**
 * An Atom feed (RFC 4287).
 *
 * @param id the feed's own, which never changes
 * @param lang {@code en} or {@code fr}
 * @param self address of the feed
 * @param subtitle as of which day it is, and whether anything is stale; empty where nothing was fetched
 * @param page address of the same list for a person
 */
record AtomFeed(
        String id, String lang, String title, String subtitle, String self, String page, List<AtomFeed.Entry> entries) {

    static final String TYPE = "application/atom+xml";

    /** RFC 4151 wants a name that is ours on that day; what cannot be a host is nobody else's. */
    private static final String TAG = "tag:vigie.invalid,2026:";

    private static final String NAMESPACE = "http://www.w3.org/2005/Atom";

    /**
     * An entry.
     *
     * @param id its own, which never changes
     * @param lang language of title and text
     * @param link address for a person
     * @param text plain text
     */
    record Entry(
            String id,
            String lang,
            String title,
            String link,
            Instant published,
            Instant updated,
            String author,
            List<String> categories,
            String text) {}

    /** An identifier that stays whatever the server's address is. */
    static String tag(String specific) {
        return TAG + specific;
    }

    /** The moment of the last change; a feed without news has not changed since the beginning of time. */
    Instant updated() {
        return entries.stream().map(Entry::updated).max(Instant::compareTo).orElse(Instant.EPOCH);
    }

    /** As XML, UTF-8. */
    byte[] xml() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter out =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            out.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            out.writeStartElement("feed");
            out.writeDefaultNamespace(NAMESPACE);
            lang(out, lang);
            element(out, "id", id);
            element(out, "title", title);
            if (!subtitle.isEmpty()) {
                element(out, "subtitle", subtitle);
            }
            element(out, "updated", updated().toString());
            link(out, "self", TYPE, self);
            link(out, "alternate", "text/html", page);
            author(out, "Vigie");
            for (Entry entry : entries) {
                entry(out, entry);
            }
            out.writeEndElement();
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a feed that cannot be written", e);
        }
        return bytes.toByteArray();
    }

    private static void entry(XMLStreamWriter out, Entry entry) throws XMLStreamException {
        out.writeStartElement("entry");
        lang(out, entry.lang());
        element(out, "id", entry.id());
        element(out, "title", entry.title());
        element(out, "published", entry.published().toString());
        element(out, "updated", entry.updated().toString());
        link(out, "alternate", "text/html", entry.link());
        author(out, entry.author());
        for (String category : entry.categories()) {
            out.writeEmptyElement("category");
            out.writeAttribute("term", clean(category));
        }
        element(out, "summary", entry.text());
        out.writeEndElement();
    }

    private static void author(XMLStreamWriter out, String name) throws XMLStreamException {
        out.writeStartElement("author");
        element(out, "name", name);
        out.writeEndElement();
    }

    private static void link(XMLStreamWriter out, String rel, String type, String href) throws XMLStreamException {
        out.writeEmptyElement("link");
        out.writeAttribute("rel", rel);
        out.writeAttribute("type", type);
        out.writeAttribute("href", clean(href));
    }

    private static void lang(XMLStreamWriter out, String lang) throws XMLStreamException {
        out.writeAttribute("xml:lang", lang);
    }

    private static void element(XMLStreamWriter out, String name, String text) throws XMLStreamException {
        out.writeStartElement(name);
        out.writeCharacters(clean(text));
        out.writeEndElement();
    }

    /** Without what XML 1.0 cannot hold. */
    private static String clean(String text) {
        return PlainText.safe(text)
                .codePoints()
                .filter(c -> c != 0xFFFE && c != 0xFFFF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
