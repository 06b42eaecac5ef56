package vigie.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Language and theme: as the browser says, until somebody chooses. */
@ExtendWith(InBrowser.class)
class SwitchesTest {

    private static String ground(Tab tab) {
        return (String) tab.script("return getComputedStyle(document.documentElement).backgroundColor");
    }

    private static String lang(Tab tab) {
        return tab.one("html").getDomAttribute("lang");
    }

    @Test
    void theBrowsersLanguageIsThatOfThePage(SampleSite site, Tab english) {
        english.open("/today");
        assertThat(lang(english)).isEqualTo("en");
        try (Chromium chromium = Chromium.start("fr")) {
            Tab french = new Tab(chromium.driver(), site.address());
            french.open("/today");
            assertThat(lang(french)).isEqualTo("fr");
            assertThat(french.one("h1").getText()).startsWith("Aujourd");
        }
    }

    @Test
    void theSwitchChangesTheLanguageForThisPageAndTheNext(Tab tab) {
        tab.open("/cves?kev=true&sort=epss");
        tab.one("#switches a[hreflang=fr]").click();
        tab.settled();
        assertThat(lang(tab)).isEqualTo("fr");
        assertThat(tab.path()).startsWith("/cves?kev=true&sort=epss");
        tab.one("header nav a[href='/sources']").click();
        tab.settled();
        assertThat(lang(tab)).isEqualTo("fr");
        tab.one("#switches a[hreflang=en]").click();
        tab.settled();
        assertThat(lang(tab)).isEqualTo("en");
        assertThat(tab.path()).startsWith("/sources");
    }

    @Test
    void theSystemsThemeIsThatOfThePageUntilTheSwitchIsUsed(Tab tab) {
        tab.prefers("light");
        tab.open("/today");
        String light = ground(tab);
        tab.prefers("dark");
        String dark = ground(tab);
        assertThat(dark).isNotEqualTo(light);
        tab.prefers("light");
        tab.one("#switches a:last-child").click();
        tab.settled();
        assertThat(ground(tab)).isEqualTo(dark);
        tab.open("/sources");
        assertThat(ground(tab)).isEqualTo(dark);
        tab.one("#switches a:last-child").click();
        tab.settled();
        tab.prefers("dark");
        assertThat(ground(tab)).isEqualTo(light);
    }

    @Test
    void theSwitchesKeepFiltersThatWereSetWithoutLoadingThePageAnew(Tab tab) {
        tab.open("/cves");
        tab.one("#kev option[value=true]").click();
        tab.until(() -> tab.path().contains("kev=true"));
        tab.settled();
        tab.one("#switches a[hreflang=fr]").click();
        tab.until(() -> tab.path().contains("lang=fr"));
        tab.settled();
        assertThat(tab.path()).startsWith("/cves?kev=true");
        assertThat(lang(tab)).isEqualTo("fr");
    }
}
