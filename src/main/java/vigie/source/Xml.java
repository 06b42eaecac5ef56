package vigie.source;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import vigie.record.MalformedRecordException;

/** Checks XML before it is parsed into a tree: parsing deeply nested XML can take hours. */
final class Xml {

    private static final int DEEPEST = 50;

    private Xml() {}

    /**
     * Fails if the document cannot be a feed.
     *
     * @throws IOException if the text is not well-formed, has a DOCTYPE or is nested deeply
     */
    static void requirePlain(String text) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
            for (int depth = 0; reader.hasNext(); ) {
                int event = reader.next();
                depth += event == XMLStreamConstants.START_ELEMENT ? 1 : 0;
                depth -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
                if (event == XMLStreamConstants.DTD || depth > DEEPEST) {
                    throw new IOException("a feed with a DOCTYPE, or nested more than " + DEEPEST + " deep");
                }
            }
        } catch (XMLStreamException | RuntimeException e) {
            throw new IOException("not a feed: " + MalformedRecordException.shorten(String.valueOf(e.getMessage())), e);
        }
    }
}
