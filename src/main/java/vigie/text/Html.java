package vigie.text;

import java.util.Locale;

/** Pieces of HTML and SVG. */
public final class Html {

    private Html() {}

    /** The text as text, between tags or as the value of an attribute in double quotes. */
    public static String escape(String text) {
        return PlainText.safe(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** An element that holds nothing but text. */
    public static String element(String name, String text) {
        return "<" + name + ">" + escape(text) + "</" + name + ">\n";
    }

    /** A length or place in a drawing, to a tenth. */
    public static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
