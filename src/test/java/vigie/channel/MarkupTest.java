package vigie.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import vigie.channel.LetterLines.Line;
import vigie.channel.LetterLines.Span;
import vigie.text.PlainText;

class MarkupTest {

    private static final String BREAK = "\u200b";

    private static Line line(String text) {
        return Line.of(
                Span.bold("What:"),
                Span.plain(" " + text + " "),
                Span.link(new LetterText.Link(text, "https://example.org/a(b)|c]&d=\"e\"'")));
    }

    /** The text that CommonMark shows; fails where there is anything that is not ours. */
    private static String shown(String markdown) {
        StringBuilder shown = new StringBuilder();
        List<String> links = new ArrayList<>();
        Node document = Parser.builder().build().parse(markdown);
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                shown.append(text.getLiteral());
            }

            @Override
            public void visit(Link link) {
                links.add(link.getDestination());
                visitChildren(link);
            }

            @Override
            public void visit(SoftLineBreak line) {
                shown.append('\n');
            }

            @Override
            public void visit(HardLineBreak line) {
                shown.append('\n');
            }

            @Override
            public void visit(Image image) {
                throw new AssertionError("an image");
            }

            @Override
            public void visit(Code code) {
                throw new AssertionError("code");
            }

            @Override
            public void visit(HtmlInline html) {
                throw new AssertionError(html.getLiteral());
            }

            @Override
            public void visit(HtmlBlock html) {
                throw new AssertionError(html.getLiteral());
            }
        });
        assertThat(links).hasSize(1).allMatch(link -> link.startsWith("https://example.org/a%28b%29%7Cc%5D&d="));
        return shown.toString().replace(BREAK, "");
    }

    @Property(tries = 300)
    void markdownShowsAnyTextAsItIs(@ForAll String any) {
        String text = PlainText.line(any).isEmpty() ? "x" : PlainText.line(any);
        assertThat(shown(Markup.MARKDOWN.of(line(text)))).isEqualTo("What: " + text + " " + text);
    }

    @Test
    void aHostileTextIsTextInMarkdown() {
        String text = PlainText.line(Letters.HOSTILE);
        String markdown = Markup.MARKDOWN.of(line(text));
        assertThat(shown(markdown)).isEqualTo("What: " + text + " " + text);
        assertThat(markdown).doesNotContain("@everyone", "@U1", "!channel", "#h", "://evil");
    }

    @Test
    void aPercentageIsNotBroken() {
        assertThat(Markup.MARKDOWN.of(Line.of(Span.plain("from 9.00% to 10%")))).isEqualTo("from 9.00% to 10%");
    }

    @Property(tries = 300)
    void htmlShowsAnyTextAsItIs(@ForAll String any) {
        String text = PlainText.line(any).isEmpty() ? "x" : PlainText.line(any);
        org.jsoup.nodes.Document page = Jsoup.parseBodyFragment(Markup.HTML.of(line(text)));
        assertThat(page.body().wholeText().replace(BREAK, "")).isEqualTo("What: " + text + " " + text);
        assertThat(page.body().select("*").eachText()).hasSize(3);
    }

    @Test
    void aHostileTextIsTextInWikiMarkup() {
        String wiki = Markup.WIKI.of(Line.of(Span.plain(PlainText.line(Letters.HOSTILE))));
        assertThat(wiki).doesNotContain("[x]", "{{", "*b*", "_i_", "|pipe", "<", "!channel", "\\");
    }
}
