package vigie.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeMarkupTest {

    private static final String REL = " rel=\"noopener noreferrer nofollow\"";

    private static final Set<String> TAGS = Set.of(
            "p",
            "ul",
            "ol",
            "li",
            "br",
            "hr",
            "strong",
            "em",
            "s",
            "sub",
            "sup",
            "code",
            "pre",
            "blockquote",
            "h3",
            "h4",
            "h5",
            "table",
            "caption",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "a",
            "div");

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
            **Fort** et *faible* => <p><strong>Fort</strong> et <em>faible</em></p>
            <b>Fort</b> et <i>faible</i> => <p><strong>Fort</strong> et <em>faible</em></p>
            <del>Aucun</del> correctif => <p><s>Aucun</s> correctif</p>
            <b>a<ul>b<li>c</b></ul> => <p><strong>a</strong></p><ul><li><strong>b</strong></li><li><strong>c</strong></li></ul>
            1. un => <ol> <li>un</li> </ol>
            3. trois => <ol start="3"> <li>trois</li> </ol>
            \\[1\\] a\\_b => <p>[1] a_b</p>
            <span style="color: red" class="x">mot</span> => <p>mot</p>
            <P>mot</P> => <p>mot</p>
            a<br />b => <p>a<br>b</p>
            a < b & c => <p>a &lt; b &amp; c</p>
            HKLM\\<SID>\\Run => <p>HKLM&lt;SID&gt;\\Run</p>
            ![photo](https://example.org/x.png) => <p>photo</p>
            <img src="https://example.org/x.png"> => ''
            <p>&nbsp;</p> => ''
            <td colspan="2" rowspan="x">a</td> => a
            """)
    void wordsAndTheirStructureRemain(String marked, String html) {
        assertThat(SafeMarkup.of(marked).replace('\n', ' ')).isEqualTo(html);
    }

    @Test
    void aTableStaysOne() {
        assertThat(SafeMarkup.of("<table class=x><tr><td colspan=2 width=9>a</td></tr></table>"))
                .isEqualTo("<div><table><tbody><tr><td colspan=\"2\">a</td></tr></tbody></table></div>");
    }

    @Test
    void headingsStandBelowThoseOfThePageAndSkipNoLevel() {
        assertThat(SafeMarkup.of("# a\n## b\n### c\n#### d\n## e").replace("\n", ""))
                .isEqualTo("<h3>a</h3><h4>b</h4><h5>c</h5><h5>d</h5><h4>e</h4>");
        assertThat(SafeMarkup.of("### c\n# a\n### b").replace("\n", "")).isEqualTo("<h3>c</h3><h3>a</h3><h4>b</h4>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a](https://example.org/x?y=1)",
                "<a href=\"https://example.org/x?y=1\" onclick=\"x()\" target=_blank style=\"x\" id=x>a</a>",
                "<a href='HTTPS://example.org/x?y=1'>a</a>",
            })
    void linksToHostsStayAndCarryNothingElse(String marked) {
        assertThat(SafeMarkup.of(marked).replace("HTTPS", "https"))
                .contains("<a href=\"https://example.org/x?y=1\"" + REL + ">a</a>");
    }

    @Test
    void addressesInAngleBracketsBecomeLinks() {
        assertThat(SafeMarkup.of("<https://example.org/>"))
                .isEqualTo("<p><a href=\"https://example.org/\"" + REL + ">https://example.org/</a></p>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a](javascript:alert(1))",
                "[a](JaVaScRiPt:alert(1))",
                "[a](<java\tscript:alert(1)>)",
                "[a](java&#115;cript:alert&#40;1))",
                "[a](javascript&colon;alert(1))",
                "[a]: javascript:alert(1)\n\n[a]",
                "<javascript:alert(1)>",
                "<data:text/html,alert>",
                "[a](data:text/html;base64,PHNjcmlwdD4=)",
                "[a](vbscript:x)",
                "[a](//example.org)",
                "[a](/cves)",
                "[a](#x)",
                "[a](https:javascript:alert(1))",
                "[a](https://good.example@evil.example/)",
                "<a href=' javascript:alert(1)'>a</a>",
                "<a href='&#1;javascript:alert(1)'>a</a>",
                "<a href='jav\nascript:alert(1)'>a</a>",
                "<a href='jav&#x09;ascript:alert(1)'>a</a>",
                "<a href='&#106;avascript:alert(1)'>a</a>",
                "<a href='mailto:x@example.org'>a</a>",
                "<a href='file:///etc/passwd'>a</a>",
                "<a xlink:href='https://example.org'>a</a>",
            })
    void otherLinksAreWordsOnly(String marked) {
        assertThat(Jsoup.parse(SafeMarkup.of(marked)).select("[href], a")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>ok",
                "<script src=//evil.example></script>ok",
                "<scr<script>ipt>alert(1)</scr</script>ipt>ok",
                "<img src=x onerror=alert(1)>ok",
                "<svg onload=alert(1)><script>alert(1)</script></svg>ok",
                "<svg><a xlink:href='javascript:alert(1)'>ok</a></svg>",
                "<math><mtext><style><img src onerror=alert(1)></style></mtext></math>ok",
                "<style>@import '//evil.example';</style>ok",
                "<p style='background:url(//evil.example)'>ok</p>",
                "<iframe src='//evil.example'></iframe>ok",
                "<iframe srcdoc='<script>alert(1)</script>'></iframe>ok",
                "<form action='//evil.example'><input name=x><button>ok</button></form>",
                "<base href='//evil.example/'>ok",
                "<meta http-equiv=refresh content='0;//evil.example'>ok",
                "<link rel=stylesheet href='//evil.example'>ok",
                "<object data='//evil.example'></object><embed src=x>ok",
                "<video poster='//evil.example'><source onerror=alert(1)></video>ok",
                "<details open ontoggle=alert(1)>ok</details>",
                "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>ok",
                "<!--><img src=x onerror=alert(1)>-->ok",
                "<!--[if IE]><script>alert(1)</script><![endif]-->ok",
                "<![CDATA[<script>alert(1)</script>]]>ok",
                "<p id=x class=y data-x=z hx-get=/x hx-on:click=alert(1)>ok</p>",
                "</body></html><script>alert(1)</script>ok",
                "<table><script>alert(1)</script><tr><td onclick=alert(1)>ok",
                "```\n</code></pre><script>alert(1)</script>\n```\nok",
                "`</code><script>alert(1)</script>` ok",
                "<textarea></textarea><script>alert(1)</script>ok",
                "<xmp><p title='</xmp><script>alert(1)</script>'></xmp>ok",
                "<template><script>alert(1)</script></template>ok",
                "<b><b><b><p <i onclick=alert(1)>ok",
            })
    void nothingThatRunsOrLoadsRemains(String hostile) {
        String html = SafeMarkup.of(hostile);

        harmless(html);
        assertThat(html).contains("ok");
    }

    /** Only what the list names, however a browser's parser reads it. */
    private static void harmless(String html) {
        for (Element element : Jsoup.parseBodyFragment(html).body().select("body *")) {
            assertThat(TAGS).contains(element.tagName());
            for (Attribute attribute : element.attributes()) {
                switch (attribute.getKey()) {
                    case "href" -> assertThat(attribute.getValue()).matches("(?i)https?://[!-~]+");
                    case "rel" -> assertThat(attribute.getValue()).isEqualTo("noopener noreferrer nofollow");
                    case "start", "colspan", "rowspan" ->
                        assertThat(attribute.getValue()).matches("\\d{1,3}");
                    default -> throw new AssertionError("attribute " + attribute);
                }
            }
        }
    }

    @Property(tries = 2000)
    void whateverTheTextIsItIsHarmless(@ForAll("pieces") String hostile) {
        String html = SafeMarkup.of(hostile);

        harmless(html);
        assertThat(html.codePoints()).allMatch(PlainText::visible);
        Element main = Jsoup.parse("<!doctype html><main>" + html + "</main><footer>end</footer>")
                .selectFirst("main");
        assertThat(main.nextElementSibling().outerHtml()).isEqualTo("<footer>end</footer>");
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                        "<",
                        ">",
                        "\"",
                        "'",
                        "=",
                        "/",
                        "&",
                        "#",
                        "(",
                        ")",
                        "[",
                        "]",
                        "!",
                        "`",
                        "*",
                        "_",
                        "\\",
                        "\n",
                        " ",
                        "a",
                        "1. ",
                        "- ",
                        "> ",
                        "    ",
                        "<script>",
                        "</script>",
                        "<a href=",
                        "javascript:",
                        "https://h/",
                        " onclick=x ",
                        "<svg>",
                        "<style>",
                        "</style>",
                        "<table>",
                        "<td>",
                        "<li>",
                        "<p>",
                        "</p>",
                        "<h2>",
                        "<!--",
                        "-->",
                        "<![CDATA[",
                        "&#x202e;",
                        "&lt;",
                        "\u202e",
                        "\u200b",
                        "\u0000",
                        "<math>",
                        "<iframe srcdoc='",
                        "<b>",
                        "</b>",
                        "<pre>",
                        "<code>",
                        "```",
                        "<SID>",
                        "<template>",
                        "<select>")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u202e", "&#x202e;", "&#8238;", "\u200b", "&ZeroWidthSpace;", "\u0007", "\u2066"})
    void whatTurnsOrHidesTextIsTakenOut(String character) {
        assertThat(SafeMarkup.of("a" + character + "b")).isEqualTo("<p>ab</p>");
        assertThat(SafeMarkup.of("<p>a" + character + "b</p>")).isEqualTo("<p>ab</p>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a", "<div>", "<b>", "<table><tr><td>", "> ", "- ", "[", "![", "](", "[a](", "*a ", "**a", "_a*", "`",
                "<a href=", "<", "&", "\\", "<!--", "]]>", "(", "\n", "\n\n", "# ", "1. ", "<li>", "<https://a",
                        "[a]: b\n",
                "<svg>", "a\u00a0", "<p>", "</p>", "<script>", "<pre>\n", "\t", "| a "
            })
    void aMegabyteOfAnythingTakesBoundedTime(String part) {
        String text = part.repeat(1_000_000 / part.length());

        harmless(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> SafeMarkup.of(text)));
    }

    @Test
    void aTextThatSaysNothingIsNothing() {
        assertThat(SafeMarkup.of("")).isEmpty();
        assertThat(SafeMarkup.of(" \n ")).isEmpty();
    }
}
