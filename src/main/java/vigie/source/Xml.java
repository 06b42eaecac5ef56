package vigie.source;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import vigie.record.Malformed;

/** Looks through other people's XML before a parser of trees does, which takes hours for what is nested deeply. */
final class Xml {

    private static final int DEEPEST = 50;

    private Xml() {}

    /**
     * Fails for what no feed is.
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
            throw new IOException("not a feed: " + Malformed.shorten(String.valueOf(e.getMessage())), e);
        }
    }
}
