package vigie.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every page, in both languages and both themes. */
@ExtendWith(InBrowser.class)
class EveryPageTest {

    private static final int PHONE = 375;

    static Stream<SitePage> pages() {
        return SitePage.ALL.stream();
    }

    private static String with(SitePage page, String query) {
        return page.path() + (page.path().contains("?") ? "&" : "?") + query;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void answersInBothLanguagesAndThemesWithoutAnErrorAViolationOrAForeignRequest(SitePage page, Tab tab) {
        SoftAssertions all = new SoftAssertions();
        for (String lang : List.of("en", "fr")) {
            for (String theme : List.of("light", "dark")) {
                String at = page + " " + lang + " " + theme;
                tab.forget();
                tab.open(with(page, "lang=" + lang + "&theme=" + theme)).lookAtAll();
                all.assertThat(tab.status()).as(at).isEqualTo(page.status());
                all.assertThat(tab.driver().getTitle())
                        .as(at)
                        .contains(lang.equals("fr") ? page.french() : page.english())
                        .endsWith("Vigie");
                all.assertThat(tab.one("html").getDomAttribute("lang")).as(at).isEqualTo(lang);
                all.assertThat(tab.seen()).as("seen on " + at).isEmpty();
                all.assertThat(tab.foreignRequests())
                        .as("foreign requests of " + at)
                        .isEmpty();
                all.assertThat(errors(tab, page)).as("console of " + at).isEmpty();
                all.assertThat(Axe.violations(tab)).as("axe on " + at).isEmpty();
            }
        }
        all.assertAll();
    }

    /** A page that is an error is told so in the console by the browser itself. */
    private static List<String> errors(Tab tab, SitePage page) {
        return tab.console().stream()
                .filter(line ->
                        page.status() < 400 || !line.contains("the server responded with a status of " + page.status()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void fitsAPhone(SitePage page, Tab tab) {
        tab.narrow(PHONE);
        for (String lang : List.of("en", "fr")) {
            tab.open(with(page, "lang=" + lang)).lookAtAll();
            assertThat(tooWide(tab)).as(page + " " + lang).isEmpty();
        }
    }

    /** Elements that make the page wider than the window; empty where it is not. */
    private static List<?> tooWide(Tab tab) {
        return (List<?>) tab.script("""
                const root = document.documentElement;
                if (root.scrollWidth <= root.clientWidth) { return []; }
                const scrolls = e => e && (getComputedStyle(e).overflowX !== 'visible' || scrolls(e.parentElement));
                const wide = [...document.querySelectorAll('body *')].filter(e => !scrolls(e.parentElement))
                  .filter(e => e.getBoundingClientRect().right > root.clientWidth + 1)
                  .map(e => e.outerHTML.slice(0, 120));
                const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                for (let text = texts.nextNode(); text; text = texts.nextNode()) {
                  const range = document.createRange();
                  range.selectNodeContents(text);
                  if (range.getBoundingClientRect().right > root.clientWidth + 1 && !scrolls(text.parentElement)) {
                    wide.push('words in ' + text.parentElement.outerHTML.slice(0, 200));
                  }
                }
                return ['scrollWidth ' + root.scrollWidth, ...wide.slice(0, 8)];
                """);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void hasItsEntryInTheMenuMarked(SitePage page, Tab tab) {
        tab.open(page.path());
        List<String> marked = tab.all("header nav a[aria-current=page]").stream()
                .map(link -> link.getDomAttribute("href"))
                .toList();
        assertThat(marked).isEqualTo(page.entry().isEmpty() ? List.of() : List.of("/" + page.entry()));
    }
}
