package vigie.text;

import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;

/** Converts HTML and Markdown of publications and records into text that is safe to print. */
public final class PlainText {

    private static final Pattern ESCAPED = Pattern.compile("\\\\([\\\\`*_{}\\[\\]()#+.!<>|~-])");
    private static final Pattern STRONG = Pattern.compile("\\*\\*(.+?)\\*\\*", Pattern.DOTALL);
    private static final Pattern BLANK_LINES = Pattern.compile("\\s*\\n\\s*\\n\\s*");
    private static final Pattern BLANKS = Pattern.compile("[ \\t\\x0B\\f\\r\\u00a0]+");

    private PlainText() {}

    /** The words of a text that holds HTML and Markdown, in lines. */
    public static String unmarked(String marked) {
        String text = marked.indexOf('<') < 0 && marked.indexOf('&') < 0 ? marked : stripHtml(marked);
        text = STRONG.matcher(text).replaceAll("$1");
        return ESCAPED.matcher(text).replaceAll("$1");
    }

    /** The text with the characters that stand for themselves in place of HTML's entities; tags stay as they are. */
    public static String unescaped(String escaped) {
        return escaped.indexOf('&') < 0 ? escaped : Parser.unescapeEntities(escaped, false);
    }

    /** The text in one line. */
    public static String line(String text) {
        return simple(text) ? text : safe(evenlySpaced(text).strip());
    }

    /** A loop: every cell of a table and every record of an import comes here, and a pattern takes several times as long. */
    private static String evenlySpaced(String text) {
        StringBuilder even = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean another = c == ' ' || c >= '\t' && c <= '\r';
            if (!another) {
                even.append(c);
            } else if (!space) {
                even.append(' ');
            }
            space = another;
        }
        return even.toString();
    }

    /** The text with its paragraphs. */
    public static String paragraphs(String text) {
        String even = BLANKS.matcher(text).replaceAll(" ").replace(" \n", "\n").replace("\n ", "\n");
        return safe(BLANK_LINES.matcher(even).replaceAll("\n\n").strip());
    }

    /** Most texts are of printable ASCII with single spaces, and stay as they are. */
    private static boolean simple(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == ' ' && before == ' ') {
                return false;
            }
            before = c;
        }
        return before != ' ' || text.isEmpty();
    }

    /**
     * Removes control characters, bidirectional controls and zero-width
     * characters (Unicode TR 36).
     */
    public static String safe(String text) {
        // Loops: the import does this for every record, and a stream takes several times as long.
        int seen = 0;
        while (seen < text.length() && visible(text.codePointAt(seen))) {
            seen += Character.charCount(text.codePointAt(seen));
        }
        if (seen == text.length()) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length()).append(text, 0, seen);
        for (int i = seen; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (visible(c)) {
                safe.appendCodePoint(c);
            }
            i += Character.charCount(c);
        }
        return safe.toString();
    }

    /** Whether the character is printable and has no other effect on a terminal. */
    public static boolean visible(int c) {
        if (c >= ' ' && c <= '~' || c == '\n' || c == '\t') {
            return true;
        }
        int type = Character.getType(c);
        return switch (type) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String stripHtml(String html) {
        Document document = Jsoup.parseBodyFragment(html);
        StringBuilder text = new StringBuilder();
        document.body().traverse(new NodeVisitor() {
            @Override
            public void head(Node node, int depth) {
                if (node instanceof TextNode words) {
                    text.append(words.getWholeText());
                } else if (node instanceof Element element) {
                    text.append(element.tagName().equals("li") ? "\n- " : element.isBlock() ? "\n" : "");
                    text.append(element.tagName().equals("br") ? "\n" : "");
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (node instanceof Element element
                        && element.isBlock()
                        && !element.tagName().equals("li")) {
                    text.append('\n');
                }
            }
        });
        return text.toString();
    }

    /**
     * The text as a cell of a table: with an apostrophe before it if a spreadsheet would take it for a formula. Some take
     * the full-width signs for the others, and some ignore spaces before them.
     */
    public static String cell(String text) {
        if (text.isEmpty()) {
            return text;
        }
        boolean control = "\t\r\n".indexOf(text.charAt(0)) >= 0;
        return control || beginsLikeAFormula(text) ? "'" + text : text;
    }

    /** A loop, as tables have millions of cells and a stream takes ten times as long. */
    private static boolean beginsLikeAFormula(String text) {
        char first = text.charAt(0);
        if (first > ' ' && first <= '~') {
            return "=+-@".indexOf(first) >= 0;
        }
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            if (!Character.isSpaceChar(c) && !Character.isWhitespace(c)) {
                return "=+-@\uff1d\uff0b\uff0d\uff20".indexOf(c) >= 0;
            }
            at += Character.charCount(c);
        }
        return false;
    }
}
