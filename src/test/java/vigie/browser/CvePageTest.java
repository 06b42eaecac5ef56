package vigie.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of one CVE: its sum, its curve, its raw records. */
@ExtendWith(InBrowser.class)
class CvePageTest {

    private static final String KNOWN = "CVE-2024-3400";

    /** A number as either language writes it. */
    private static BigDecimal number(String shown) {
        return new BigDecimal(shown.replace(',', '.').replace('\u2212', '-').replaceAll("[^0-9.+-]", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "CVE-2024-3400, en",
        "CVE-2024-3400, fr",
        "CVE-2026-1281, en",
        "CVE-2026-1281, fr",
        "CVE-2026-66601, en",
        "CVE-2026-66601, fr",
        "CVE-2026-66602, en",
        "CVE-2026-66603, fr"
    })
    void theNumbersOfTheWaterfallAddUpAsTheyAreShown(String cve, String lang, Tab tab) {
        tab.open("/cves/" + cve + "?lang=" + lang);
        List<BigDecimal> steps = new ArrayList<>();
        tab.texts("table.waterfall tbody td.added").forEach(text -> steps.add(number(text)));
        assertThat(steps).hasSizeGreaterThan(2);
        BigDecimal sum = steps.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal total = number(tab.one("table.waterfall tfoot td.total").getText());
        assertThat(sum).isEqualByComparingTo(total);
        // The last probability is that of the sum: 1 / (1 + e^-sum), as far as two decimals of log-odds tell.
        String shown = tab.one("table.waterfall tfoot td:last-child").getText();
        double probability = number(shown).doubleValue() / 100;
        double logOdds = Math.log(probability / (1 - probability));
        assertThat(logOdds).isBetween(total.doubleValue() - 0.02, total.doubleValue() + 0.02);
        assertThat(tab.one("ul.figures p.value + p.note").getText()).startsWith(shown);
        if (lang.equals("fr")) {
            assertThat(tab.one("table.waterfall tfoot td.total").getText()).contains(",");
        }
    }

    @Test
    void theBarsOfTheWaterfallMeet(Tab tab) {
        tab.open("/cves/" + KNOWN);
        List<?> gaps = (List<?>) tab.script("""
                const rows = [...document.querySelectorAll('table.waterfall tbody tr')];
                const ends = rows.map(r => [r.className, +r.querySelector('line').getAttribute('x1'),
                  +r.querySelector('rect').getAttribute('x'), +r.querySelector('rect').getAttribute('width')]);
                return ends.slice(1).filter(([side, start, x, width], i) =>
                  side === 'up' && Math.abs(x - start) > 2 || side === 'down' && Math.abs(x + width - start) > 2);
                """);
        assertThat(gaps).isEmpty();
        assertThat(tab.all("table.waterfall rect")).hasSizeGreaterThan(3);
    }

    @Test
    void theCurveIsDrawnAndToldAsATable(Tab tab) {
        tab.open("/cves/" + KNOWN);
        tab.until(() -> !tab.all(".curve canvas").isEmpty());
        assertThat((Long) tab.script(Canvas.COLOURS, tab.one(".curve canvas"))).isGreaterThan(5);
        tab.one("#curve summary").click();
        assertThat(tab.texts("#curve tbody tr")).hasSizeGreaterThan(4);
        assertThat(tab.seen()).isEmpty();
    }

    @Test
    void theCurveHasTheColoursOfTheThemeAndTheWidthOfThePage(Tab tab) {
        tab.narrow(375);
        tab.open("/cves/" + KNOWN + "?theme=dark");
        tab.until(() -> !tab.all(".curve canvas").isEmpty());
        assertThat(tab.one(".curve canvas").getSize().getWidth()).isLessThan(375);
        assertThat(tab.seen()).isEmpty();
    }

    @Test
    void aRawRecordIsFetchedWhenItIsOpened(Tab tab) {
        tab.open("/cves/" + KNOWN);
        tab.forget();
        tab.one("#raw details summary").click();
        tab.until(() -> tab.one("#raw details").getText().contains("\"cveMetadata\"")
                || tab.one("#raw details").getText().contains("\"id\""));
        assertThat(tab.requests()).anyMatch(url -> url.contains("/cves/" + KNOWN + "/raw/"));
        assertThat(tab.seen()).isEmpty();
    }

    @Test
    void itsWeaknessAndItsPublicationsLeadOn(Tab tab) {
        tab.open("/cves/" + KNOWN);
        tab.one("#weaknesses a").click();
        tab.settled();
        assertThat(tab.path()).startsWith("/cves?cwe=CWE-");
        assertThat(tab.texts("#found tbody tr a.cve")).contains(KNOWN);
        tab.open("/cves/CVE-2026-1281");
        tab.one("#publications a.ref").click();
        tab.settled();
        assertThat(tab.path()).startsWith("/publications/CERTFR-");
        assertThat(tab.texts("#cves a.cve")).contains("CVE-2026-1281");
    }

    @Test
    void tenThousandProductsAndAMegabyteDoNotHoldUpThePage(Tab tab) {
        for (String cve : List.of(HostileRecords.LONG, HostileRecords.MANY)) {
            tab.open("/cves/" + cve);
            assertThat((Long)
                            tab.script("return Math.round(performance.getEntriesByType('navigation')[0].domComplete)"))
                    .isLessThan(10_000);
            assertThat((Long) tab.script("return document.querySelectorAll('*').length"))
                    .isLessThan(60_000);
        }
    }
}
