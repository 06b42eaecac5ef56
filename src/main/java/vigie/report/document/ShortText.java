package vigie.report.document;

import java.util.Optional;
import vigie.text.PlainText;
import vigie.text.WebLink;

/** Texts of records, as much of them as a page has room for: one may be a megabyte long. */
final class ShortText {

    private static final int NAME = 60;
    private static final int TITLE = 200;
    private static final int LOOKED_AT = 2_000;
    private static final int ADDRESS = 1_000;
    private static final String MORE = "…";

    private ShortText() {}

    /** A name in one line. */
    static String name(String text) {
        return cut(text, NAME);
    }

    /** A title in one line. */
    static String title(String text) {
        return cut(text, TITLE);
    }

    private static String cut(String text, int most) {
        String line = PlainText.line(text.length() > LOOKED_AT ? text.substring(0, LOOKED_AT) : text);
        if (line.codePointCount(0, line.length()) <= most) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, most - 1)).stripTrailing() + MORE;
    }

    /** An address that may become a link, as on pages. */
    static Optional<String> address(String url) {
        return WebLink.of(url).map(WebLink::url).filter(link -> link.length() <= ADDRESS);
    }
}
