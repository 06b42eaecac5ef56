package vigie.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that try to run scripts, make elements or deceive are shown as text on every page. */
@ExtendWith(InBrowser.class)
class HostilePagesTest {

    /** Opens everything and does to every element what its handlers, had it any, would wait for. */
    private static final String PROVOKE = """
            document.querySelectorAll('details').forEach(e => { e.open = true; });
            for (const e of document.querySelectorAll('body *')) {
              for (const type of ['mouseover', 'mouseenter', 'focus', 'load', 'toggle', 'begin', 'animationstart']) {
                e.dispatchEvent(new Event(type, {bubbles: false}));
              }
            }
            """;

    /** Elements and attributes that no page of ours has. */
    private static final String MADE = """
            const ours = '[id*=pwned], [class*=pwned], [name*=pwned], pwned-x, iframe, object, embed, base, animate,'
              + ' meta[http-equiv=refresh], script:not([src]), style:not([nonce]), textarea, marquee, video, audio';
            const found = [...document.querySelectorAll(ours)].map(e => e.outerHTML.slice(0, 200));
            for (const e of document.querySelectorAll('*')) {
              for (const a of e.attributes) {
                if (/^on|^hx-on|^formaction$|^srcdoc$/i.test(a.name)) { found.push(a.name + ' on ' + e.tagName); }
                if (/[\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff\\u0080-\\u009f]/.test(a.value)) {
                  found.push('hidden character in ' + a.name + ' of ' + e.tagName);
                }
              }
            }
            for (const e of document.querySelectorAll('script, link, img, form')) {
              const at = e.src || e.href || e.action || '';
              if (at && new URL(at).origin !== location.origin && !at.startsWith('data:')) { found.push(e.outerHTML); }
            }
            return found;
            """;

    private static final String LINKS = """
            return [...document.querySelectorAll('a[href], area[href]')].filter(a => {
              const url = new URL(a.href, location.href);
              const rel = (a.rel || '').split(' ');
              return url.origin === location.origin ? false
                : !/^https?:$/.test(url.protocol) || url.username || url.password
                  || !['noopener', 'noreferrer', 'nofollow'].every(r => rel.includes(r));
            }).map(a => a.outerHTML.slice(0, 300));
            """;

    private static final String HIDDEN = """
            const text = document.documentElement.textContent;
            return [...new Set(text.match(/[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff]/g) || [])]
              .map(c => c.codePointAt(0).toString(16));
            """;

    static List<String> pages() {
        return SitePage.HOSTILE;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void nothingRunsAndNoElementIsMade(String path, Tab tab) {
        tab.open(path).lookAtAll();
        tab.script(PROVOKE);
        tab.settled();
        SoftAssertions all = new SoftAssertions();
        all.assertThat(tab.status()).isEqualTo(200);
        all.assertThat((String) tab.script("return document.documentElement.textContent"))
                .contains(HostileRecords.WORD);
        all.assertThat((List<?>) tab.script(MADE)).as("made").isEmpty();
        all.assertThat((List<?>) tab.script(LINKS)).as("links").isEmpty();
        all.assertThat((List<?>) tab.script(HIDDEN)).as("hidden characters").isEmpty();
        all.assertThat(tab.script("return window.pwned")).as("pwned").isNull();
        all.assertThat(tab.seen()).as("seen").isEmpty();
        all.assertThat(tab.foreignRequests()).as("foreign requests").isEmpty();
        all.assertThat(tab.path()).isEqualTo(path);
        all.assertAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cves?q=Anvil", "/today"})
    void markupIsShownAsItWasWritten(String path, Tab tab) {
        tab.open(path);
        assertThat((String) tab.script("return document.body.innerText"))
                .contains("<script>window.pwned='script'</script>", "Anvil {{7*7}}")
                .doesNotContain("Anvil 49");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>window.pwned=1</script>",
                "\"><img src=x onerror=window.pwned=1>",
                "' autofocus onfocus='window.pwned=1",
                "javascript:window.pwned=1",
                "{{constructor.constructor('window.pwned=1')()}}"
            })
    void whatAVisitorIsLuredToAskForIsOnlyText(String text, Tab tab) {
        for (String name : List.of("q", "vendor", "cvss_min", "severity", "sort", "columns", "since", "after", text)) {
            tab.open("/cves?" + encode(name) + "=" + encode(text));
            assertThat(tab.status()).as(name).isEqualTo(200);
            assertThat(tab.script("return window.pwned")).as(name).isNull();
            assertThat((List<?>) tab.script(MADE)).as(name).isEmpty();
            assertThat((List<?>) tab.script(LINKS)).as(name).isEmpty();
            assertThat(tab.seen()).as(name).isEmpty();
        }
    }

    private static String encode(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
