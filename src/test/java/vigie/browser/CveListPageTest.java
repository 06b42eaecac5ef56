package vigie.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The list of CVEs: filters, order, columns, pages, addresses. */
@ExtendWith(InBrowser.class)
class CveListPageTest {

    private static final String ROWS = "#found tbody tr";

    private static List<String> ids(Tab tab) {
        return tab.texts(ROWS + " a.cve");
    }

    private static long total(Tab tab) {
        return Long.parseLong(tab.one("#found .count").getText().split("CVE")[0].replaceAll("\\D", ""));
    }

    private static void choose(Tab tab, String field, String value) {
        tab.one("#" + field + " option[value='" + value + "']").click();
        tab.until(() -> tab.path().contains(field + "=" + value));
        tab.settled();
    }

    @Test
    void aFilterChangesListAndAddressWithoutLoadingThePageAndBackUndoesIt(Tab tab) {
        tab.open("/cves");
        List<String> all = ids(tab);
        tab.script("window.same = true");
        choose(tab, "kev", "true");
        assertThat(tab.path()).isEqualTo("/cves?kev=true");
        List<String> known = ids(tab);
        assertThat(tab.texts(ROWS + " .tag.alert")).hasSameSizeAs(known);
        tab.one("#severity-critical").click();
        tab.until(() -> tab.path().contains("severity=critical"));
        tab.settled();
        assertThat(tab.path()).isEqualTo("/cves?kev=true&severity=critical");
        List<String> critical = ids(tab);
        assertThat(critical).isNotEmpty().isNotEqualTo(known);
        assertThat(tab.script("return window.same")).isEqualTo(true);
        tab.driver().navigate().back();
        tab.until(() -> tab.path().equals("/cves?kev=true") && ids(tab).equals(known));
        assertThat(tab.one("#kev").getDomProperty("value")).isEqualTo("true");
        assertThat(tab.one("#severity-critical").isSelected()).isFalse();
        tab.driver().navigate().back();
        tab.until(() -> tab.path().equals("/cves") && ids(tab).equals(all));
        assertThat(tab.one("#kev").getDomProperty("value")).isEmpty();
        tab.driver().navigate().forward();
        tab.until(() -> tab.path().equals("/cves?kev=true") && ids(tab).equals(known));
        assertThat(tab.seen()).isEmpty();
        assertThat(tab.console()).isEmpty();
    }

    @Test
    void severalSeveritiesMeanAnyOfThemAndCvesWithoutAScoreHaveABox(Tab tab) {
        tab.open("/cves");
        tab.one("#severity-high").click();
        tab.until(() -> tab.path().contains("severity=high"));
        tab.settled();
        long high = total(tab);
        tab.one("#severity-none").click();
        tab.until(() -> tab.path().contains("none"));
        tab.settled();
        assertThat(tab.path()).isEqualTo("/cves?severity=high%2Cnone");
        long both = total(tab);
        tab.one("#severity-high").click();
        tab.until(() -> tab.path().equals("/cves?severity=none"));
        tab.settled();
        assertThat(total(tab)).isPositive().isEqualTo(both - high);
        assertThat(tab.texts(ROWS + " .severity")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cves", "/publications", "/sources"})
    void everyFigureIsOnTheScreenOfAPhone(String page, Tab tab) {
        tab.narrow(390);
        tab.open(page);
        assertThat(tab.texts(".stack td.number")).isNotEmpty();
        assertThat(tab.script("return [...document.querySelectorAll('.stack td')].filter(cell => cell.offsetWidth > 0"
                        + " && cell.getBoundingClientRect().right > document.documentElement.clientWidth).length"))
                .isEqualTo(0L);
    }

    @Test
    void anAddressGivesTheSameListToSomebodyElse(Tab tab) {
        tab.open("/cves");
        choose(tab, "exploit", "true");
        tab.one("#vendor").sendKeys("microsoft", Keys.ENTER);
        tab.until(() -> tab.path().contains("vendor=microsoft"));
        tab.settled();
        String shared = tab.path();
        List<String> mine = ids(tab);
        assertThat(mine).isNotEmpty();
        tab.fresh();
        tab.open(shared);
        assertThat(ids(tab)).isEqualTo(mine);
        assertThat(tab.one("#vendor").getDomProperty("value")).isEqualTo("microsoft");
        assertThat(tab.one("#exploit").getDomProperty("value")).isEqualTo("true");
    }

    @Test
    void aClickOnAHeadSortsAndAnotherTurnsItRound(Tab tab) {
        tab.open("/cves?kev=true&columns=epss&limit=500");
        tab.one("#found thead a[href*='sort=epss']").click();
        tab.settled();
        List<String> falling = ids(tab);
        List<Double> scores = numbers(tab.texts(ROWS + " td.number"));
        assertThat(scores).isSortedAccordingTo((a, b) -> Double.compare(b, a)).hasSizeGreaterThan(2);
        tab.one("#found thead a[href*='sort=epss']").click();
        tab.settled();
        assertThat(numbers(tab.texts(ROWS + " td.number"))).isSorted();
        assertThat(new HashSet<>(ids(tab))).isEqualTo(new HashSet<>(falling));
        assertThat(tab.path()).contains("kev=true", "columns=epss", "sort=epss", "order=asc");
    }

    private static List<Double> numbers(List<String> texts) {
        return texts.stream()
                .filter(text -> !text.isEmpty())
                .map(text -> Double.parseDouble(text.replaceAll("[^0-9.]", "")))
                .toList();
    }

    @Test
    void columnsAreChosenAndTheUsualOnesAreNotWrittenIntoTheAddress(Tab tab) {
        tab.open("/cves");
        tab.one("details.more > summary").click();
        int before = tab.all("#found thead th").size();
        tab.one("input[name=columns][value=cwe]").click();
        tab.until(() -> tab.path().contains("cwe"));
        assertThat(tab.path())
                .isEqualTo("/cves?columns=headline%2Cvendor%2Cscore%2Cepss%2Ccvss%2Ckev%2Cexploit%2Ccwe%2Cpublished");
        tab.settled();
        assertThat(tab.all("#found thead th")).hasSize(before + 1);
        tab.one("input[name=columns][value=cwe]").click();
        tab.until(() -> !tab.path().contains("cwe"));
        tab.settled();
        assertThat(tab.all("#found thead th")).hasSize(before);
        assertThat(tab.path()).isEqualTo("/cves");
    }

    @Test
    void theNextPageLeadsToTheEndAndShowsEveryCveOnce(Tab tab) {
        tab.open("/cves?limit=100&severity=high");
        long total = total(tab);
        List<String> all = new ArrayList<>(ids(tab));
        for (int pages = 0; !tab.all("nav.pages a[rel=next]").isEmpty(); pages++) {
            assertThat(pages).isLessThan(50);
            tab.one("nav.pages a[rel=next]").click();
            tab.settled();
            all.addAll(ids(tab));
        }
        assertThat(all).doesNotHaveDuplicates().hasSize((int) total);
        assertThat(total).isGreaterThan(200);
    }

    @Test
    void theExportCarriesTheFilters(Tab tab) {
        tab.open("/cves");
        choose(tab, "kev", "true");
        for (String kind : List.of("csv", "json")) {
            String link = tab.one("#found .exports a[href*='." + kind + "']").getDomAttribute("href");
            assertThat(link).isEqualTo("/cves." + kind + "?kev=true");
        }
    }

    @Test
    void theSearchBoxLeadsToTheCveThatIsTyped(Tab tab) {
        tab.open("/sources");
        tab.one("#find").sendKeys(" cve-2024-3400 ", Keys.ENTER);
        tab.until(() -> tab.path().startsWith("/cves"));
        tab.settled();
        assertThat(tab.path()).isEqualTo("/cves/CVE-2024-3400");
    }

    @Test
    void wordsAreFoundInTexts(Tab tab) {
        tab.open("/sources");
        tab.one("#find").sendKeys("buffer overflow", Keys.ENTER);
        tab.until(() -> tab.path().startsWith("/cves?"));
        tab.settled();
        assertThat(tab.path()).isEqualTo("/cves?q=buffer+overflow");
        assertThat(ids(tab)).isNotEmpty();
        assertThat(tab.one("#q").getDomProperty("value")).isEqualTo("buffer overflow");
    }

    @Test
    void vendorsAreSuggestedAsTheyAreTyped(Tab tab) {
        for (String page : List.of("/cves", "/publications", "/analysis")) {
            tab.open(page);
            tab.one("#vendor").sendKeys("micros");
            tab.until(
                    () -> Boolean.TRUE.equals(tab.script("return [...document.querySelectorAll('#vendor-names option')]"
                            + ".some(option => option.value === 'Microsoft')")));
            assertThat(tab.console()).isEmpty();
        }
    }
}
