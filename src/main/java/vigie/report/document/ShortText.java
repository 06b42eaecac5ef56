package vigie.report.document;

import java.util.Optional;
import vigie.text.PlainText;

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

    /** An address that may become a link: of the web, and nothing in it that would not be part of one. */
    static Optional<String> address(String url) {
        boolean web = url.startsWith("https://") || url.startsWith("http://");
        boolean plain = url.chars().allMatch(c -> c > ' ' && c < 0x7f && "\"'<>\\^`{|}".indexOf(c) < 0);
        return web && plain && url.length() <= ADDRESS ? Optional.of(url) : Optional.empty();
    }
}
