package vigie.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.parser.Tag;

/**
 * Turns the HTML and Markdown of publications into HTML that a page may hold as it is: paragraphs, lists, tables, emphasis,
 * headings of level 3 to 5, and links to hosts. Whatever the text is, the result holds nothing that runs, loads, styles or
 * names anything, and every element in it is closed.
 */
public final class SafeMarkup {

    /** More than the longest publication there is. */
    private static final int LONGEST = 200_000;

    private static final int DEEPEST = 40;

    private static final Parser MARKDOWN = Parser.builder()
            .maxOpenBlockParsers(DEEPEST)
            .maxInlineNesting(DEEPEST)
            .build();

    private static final HtmlRenderer HTML = HtmlRenderer.builder().build();

    private static final Pattern TAG = Pattern.compile("\\s*</?([A-Za-z][A-Za-z0-9-]*)");

    private SafeMarkup() {}

    /** The text as safe HTML; empty if there is no text. */
    public static String of(String marked) {
        String text = PlainText.safe(shorten(marked));
        if (text.isBlank()) {
            return "";
        }
        Node document = MARKDOWN.parse(text);
        plain(document);
        return CleanHtml.of(HTML.render(document));
    }

    private static String shorten(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + "…";
    }

    /** Leaves of pictures their words, and writes out what only looks like a tag: {@code <SID>}. */
    private static void plain(Node document) {
        for (Node node : all(document)) {
            if (node instanceof Image image) {
                while (image.getFirstChild() != null) {
                    image.insertBefore(image.getFirstChild());
                }
                image.unlink();
            } else if (node instanceof HtmlInline tag && !known(tag.getLiteral())) {
                replace(tag, new Text(tag.getLiteral()));
            } else if (node instanceof HtmlBlock block && !known(block.getLiteral())) {
                Paragraph words = new Paragraph();
                words.appendChild(new Text(block.getLiteral()));
                replace(block, words);
            }
        }
    }

    private static void replace(Node node, Node other) {
        node.insertBefore(other);
        node.unlink();
    }

    private static boolean known(String html) {
        Matcher tag = TAG.matcher(html);
        return !tag.lookingAt() || Tag.isKnownTag(tag.group(1).toLowerCase(Locale.ROOT));
    }

    private static List<Node> all(Node document) {
        List<Node> found = new ArrayList<>();
        Deque<Node> open = new ArrayDeque<>(List.of(document));
        while (!open.isEmpty()) {
            Node node = open.pop();
            found.add(node);
            for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
                open.push(child);
            }
        }
        return found;
    }
}
