package vigie.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The list of publications, and the page of one. */
@ExtendWith(InBrowser.class)
class PublicationPageTest {

    private static List<String> refs(Tab tab) {
        return tab.texts("#found tbody tr a.ref");
    }

    @Test
    void theNewestStandFirstAndTheFiltersChangeListAndAddress(Tab tab) {
        tab.open("/publications");
        assertThat(tab.texts("#found tbody td.day > time")).isSortedAccordingTo(Comparator.reverseOrder());
        List<String> all = refs(tab);
        tab.one("#type option[value=alerte]").click();
        tab.until(() -> tab.path().equals("/publications?type=alerte"));
        tab.settled();
        assertThat(refs(tab)).isNotEmpty().allMatch(ref -> ref.contains("-ALE-"));
        tab.driver().navigate().back();
        tab.until(() -> tab.path().equals("/publications") && refs(tab).equals(all));
        assertThat(tab.seen()).isEmpty();
    }

    @Test
    void aPublicationShowsItsCvesAndEachLeadsToItsPage(Tab tab) {
        tab.open("/publications?type=avis&sort=published");
        tab.one("#found tbody a.ref[href$='CERTFR-2026-AVI-0101']").click();
        tab.settled();
        assertThat(tab.one("h1").getText()).contains("CERTFR-2026-AVI-0101");
        assertThat(tab.texts("#cves tbody tr a.cve").get(0)).isEqualTo("CVE-2025-32433");
        tab.one("#cves tbody a.cve").click();
        tab.settled();
        assertThat(tab.path()).isEqualTo("/cves/CVE-2025-32433");
    }

    @Test
    void hostileMarkupOfAPublicationLosesWhatHarmsAndKeepsItsWords(Tab tab) {
        tab.open("/publications/" + HostileRecords.AVIS);
        for (String part : List.of("#solutions", "#systems", "#advisories", "#revisions", "#documents")) {
            assertThat(tab.texts(part)).as(part).isNotEmpty().allMatch(text -> text.contains(HostileRecords.WORD));
        }
        assertThat(tab.one("#solutions").getText()).contains("{{7*7}}");
        assertThat(tab.one(".lead").getText()).contains("<script>");
    }
}
