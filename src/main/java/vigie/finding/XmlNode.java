package vigie.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An element of XML that has been read. Names are without prefix and namespace.
 *
 * @param name name of the element
 * @param attributes its attributes by name
 * @param text the text that stands directly in it, trimmed
 * @param children the elements in it, in their order
 * @param position where it begins
 */
public record XmlNode(
        String name, Map<String, String> attributes, String text, List<XmlNode> children, Position position) {

    /** The attribute; empty if there is none. */
    public String attribute(String attribute) {
        return attributes.getOrDefault(attribute, "").strip();
    }

    /** Text of the first element at the path below this one; empty if there is none. */
    public String text(String... path) {
        XmlNode at = this;
        for (String step : path) {
            XmlNode next = null;
            for (XmlNode child : at.children) {
                if (child.name.equals(step)) {
                    next = child;
                    break;
                }
            }
            if (next == null) {
                return "";
            }
            at = next;
        }
        return at.text;
    }

    /** The first of these children that has a text; empty if none has. */
    public String first(String... names) {
        for (String child : names) {
            String found = text(child);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return "";
    }

    /** All elements at the path below this one: of all elements with the first name, all with the second, and so on. */
    public List<XmlNode> all(String... path) {
        List<XmlNode> found = List.of(this);
        for (String step : path) {
            List<XmlNode> next = new ArrayList<>();
            for (XmlNode at : found) {
                for (XmlNode child : at.children) {
                    if (child.name.equals(step)) {
                        next.add(child);
                    }
                }
            }
            found = next;
        }
        return found;
    }

    /** Texts of all elements at the path that have one. */
    public List<String> texts(String... path) {
        return all(path).stream()
                .map(XmlNode::text)
                .filter(one -> !one.isEmpty())
                .toList();
    }
}
