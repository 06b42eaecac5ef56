package vigie.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;

/** Everything is reached with the keyboard alone, and it is always seen where one is. */
@ExtendWith(InBrowser.class)
class KeyboardTest {

    private static final int MANY = 25;

    /** Whether the element that has the focus is marked and within the window. */
    private static final String VISIBLE = """
            const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
            const marked = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1
              || style.boxShadow !== 'none';
            const inside = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
              && box.right > 0 && box.left < innerWidth;
            return marked && inside;
            """;

    static Stream<SitePage> pages() {
        return SitePage.ALL.stream();
    }

    private static String focused(Tab tab) {
        return (String) tab.script("const e = document.activeElement;"
                + "return e === document.body ? 'body' : e.getAttribute('href') || e.id || e.name || e.outerHTML");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void tabGoesThroughTheMenuAndIsAlwaysSeen(SitePage page, Tab tab) {
        tab.open(page.path());
        List<String> order = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            tab.press(Keys.TAB);
            String focused = focused(tab);
            if (focused.equals("body")) {
                break;
            }
            order.add(focused);
            assertThat((Boolean) tab.script(VISIBLE)).as("focus on " + focused).isTrue();
        }
        assertThat(order.get(0)).isEqualTo("#content");
        assertThat(order)
                .containsSubsequence(
                        "/today", "/publications", "/cves", "/changes", "/analysis", "/model", "/sources", "find");
    }

    @Test
    void theFirstStopSkipsTheMenu(Tab tab) {
        tab.open("/cves");
        tab.press(Keys.TAB, Keys.ENTER);
        tab.press(Keys.TAB);
        assertThat(focused(tab)).isEqualTo("q");
    }

    @Test
    void filtersAreReachedInTheirOrderAndEnterSendsThem(Tab tab) {
        tab.open("/cves");
        tab.press(Keys.TAB, Keys.ENTER);
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            tab.press(Keys.TAB);
            order.add(focused(tab));
        }
        assertThat(order)
                .containsExactly(
                        "q",
                        "vendor",
                        "product",
                        "kev",
                        "exploit",
                        "severity-critical",
                        "severity-high",
                        "severity-medium",
                        "severity-low",
                        "severity-zero",
                        "severity-none");
        tab.driver().switchTo().activeElement().sendKeys(Keys.SPACE);
        tab.until(() -> tab.path().contains("severity=none"));
        tab.settled();
        tab.one("#vendor").sendKeys("siemens", Keys.ENTER);
        tab.until(() -> tab.path().contains("vendor=siemens"));
        assertThat(tab.path()).contains("severity=none");
    }
}
