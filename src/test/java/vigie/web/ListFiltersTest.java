package vigie.web;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.BulletinText.bulletin;
import static vigie.testing.CveText.cve;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import vigie.testing.Seen;
import vigie.testing.ServedHome;
import vigie.testing.TestHome;

/** The filters of lists: on pages, in exports and in the API. */
class ListFiltersTest {

    private static TestHome home;
    private static ServedHome served;

    @BeforeAll
    static void serve() {
        home = TestHome.make();
        home.ingest(
                "2026-01-10",
                cve("CVE-2026-0001")
                        .cvss(9.8)
                        .product("Acme", "Anvil", "1", "affected")
                        .listed(),
                cve("CVE-2026-0002")
                        .cvss(5.0)
                        .product("Bolt, Inc.", "Hammer", "1", "affected")
                        .listed(),
                cve("CVE-2026-0003").product("Third", "Saw", "1", "affected").listed(),
                cve("CVE-2026-0004").cvss(0.0).listed(),
                Seen.kev("CVE-2026-0001", "cisa", "2026-01-07"),
                bulletin("CERTFR-2025-ALE-001", "2025-11-05", "CVE-2026-0001")
                        .title("Multiples vulnérabilités dans Anvil")
                        .seen(),
                bulletin("CERTFR-2026-AVI-0002", "2026-01-06", "CVE-2026-0002")
                        .content("Une exécution de code en C++.")
                        .seen());
        served = ServedHome.of(home.dir());
        served.server().ready();
    }

    @AfterAll
    static void stop() {
        served.close();
        home.close();
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/cves.csv?vender=fortinet",
                "/cves.json?vender=fortinet",
                "/cves.csv?columns=bogus",
                "/cves.json?columns=score,bogus",
                "/cves.csv?kev=true&kev=false",
                "/api/v1/cves?vender=fortinet",
                "/api/v1/cves?kev=true&kev=false",
                "/api/v1/publications?since=2026-01-01&since=2025-01-01",
                "/analysis/charts/cvss.csv?vender=fortinet"
            })
    void whatIsUnknownOrContradictsItselfIsRefused(String address) {
        HttpResponse<byte[]> answer = served.get(address);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(text(answer)).contains("urn:vigie:problem:parameters").containsPattern("vender|columns|kev|since");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cves?", "/publications?", "/analysis?period=all&"})
    void pagesNameWhatIsUnknown(String page) {
        assertThat(Jsoup.parse(text(served.get(page + "lang=en&vender=fortinet")))
                        .select(".problem")
                        .text())
                .isEqualTo("vender: unknown parameter.");
    }

    @Test
    void aPageNamesColumnsThatDoNotExistAndContradictions() {
        assertThat(Jsoup.parse(text(served.get("/cves?lang=en&columns=score,bogus&kev=true&kev=false")))
                        .select(".problem")
                        .eachText())
                .containsExactly("kev: takes one value, not “true, false”.", "columns: “bogus” is not a column.");
        assertThat(served.get("/cves.csv?kev=true&kev=true").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "vendor=acme&vendor=Bolt%2C%20Inc., 1 2",
        "vendor=acme&vendor=nobody, 1",
        "vendor=acme&product=hammer, ''",
        "product=hammer&product=saw, 2 3",
        "product=ham, ''",
        "product=ham*, 2",
        "severity=critical&severity=medium, 1 2",
        "severity=critical%2Cmedium, 1 2",
        "severity=none, 3",
        "severity=zero, 4",
        "severity=low, ''",
        "severity=zero&severity=none, 3 4",
        "severity=none&severity=medium, 2 3",
        "cited=avis&cited=alerte, 1 2",
        "cited_vendor=acme&cited_vendor=bolt, 1 2"
    })
    void aRepeatedParameterMeansAnyOfItsValues(String query, String found) {
        List<String> ids = Stream.of(found.split(" "))
                .filter(number -> !number.isEmpty())
                .map(number -> "CVE-2026-000" + number)
                .toList();

        assertThat(JsonMapper.shared()
                        .readTree(served.get("/api/v1/cves?sort=id&order=asc&" + query)
                                .body())
                        .get("items")
                        .findValuesAsString("cve"))
                .isEqualTo(ids);
        assertThat(Jsoup.parse(text(served.get("/cves?sort=id&order=asc&" + query)))
                        .select("#found tbody td:first-child")
                        .eachText())
                .isEqualTo(ids);
    }

    @Test
    void publicationsAreOfAnyOfTheVendorsAndTypes() {
        String query = "?vendor=acme&vendor=bolt&type=avis&type=alerte";

        assertThat(text(served.get("/api/v1/publications" + query))).contains("\"total\":2");
        assertThat(Jsoup.parse(text(served.get("/publications" + query)))
                        .select("[name=vendor]")
                        .eachAttr("value"))
                .containsExactly("acme", "bolt");
    }

    @Test
    void thereMayBeFiftyNamesAndNotMore() {
        String fifty = "?vendor=acme" + "&vendor=x%d".repeat(49);
        Object[] numbers = IntStream.range(0, 49).boxed().toArray();

        assertThat(served.get("/api/v1/cves" + String.format(fifty, numbers)).statusCode())
                .isEqualTo(200);
        assertThat(served.get("/api/v1/cves" + String.format(fifty, numbers) + "&vendor=y")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void publicationsBeginWithTheNewestAndAlertsAreMarked() {
        Document page = Jsoup.parse(text(served.get("/publications?lang=en")));

        assertThat(page.select("#found .ref").eachText())
                .containsExactly("CERTFR-2026-AVI-0002", "CERTFR-2025-ALE-001");
        assertThat(page.select("#found tr:has(.tag.alert) .ref").eachText()).containsExactly("CERTFR-2025-ALE-001");
        assertThat(Jsoup.parse(text(served.get("/publications?sort=alerts")))
                        .select("#found .ref")
                        .first()
                        .text())
                .isEqualTo("CERTFR-2025-ALE-001");
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "sort=epss, descending EPSS",
        "sort=epss&order=asc, ascending EPSS",
        "sort=cvss&columns=cvss%2Cseverity, descending CVSS",
        "sort=id, descending CVE"
    })
    void theHeadOfTheColumnThatSortsSaysSo(String query, String head) {
        assertThat(Jsoup.parse(text(served.get("/cves?lang=en&" + query))).select("th[aria-sort]").stream()
                        .map(th -> th.attr("aria-sort") + " " + th.text())
                        .toList())
                .isEqualTo(head.isEmpty() ? List.of() : List.of(head));
    }

    @ParameterizedTest
    @CsvSource({
        "/cves?q=certfr-2025-ale-001, /publications/CERTFR-2025-ALE-001",
        "/publications?q=CERTFR-2025-ALE-001, /publications/CERTFR-2025-ALE-001",
        "/cves?q=CERTFR%E2%80%912025%E2%80%91ALE%E2%80%91001+, /publications/CERTFR-2025-ALE-001",
        "/cves?q=cve-2026-0001, /cves/CVE-2026-0001"
    })
    void anIdentifierInTheSearchBoxLeadsToItsPage(String typed, String page) {
        HttpResponse<byte[]> answer = served.get(typed);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElse("")).endsWith(page);
    }

    @ParameterizedTest
    @CsvSource({
        "certfr-2025-ale-001, CERTFR-2025-ALE-001",
        "multiples, CERTFR-2025-ALE-001",
        "VULNERABILITE 2025, CERTFR-2025-ALE-001",
        "\"multiples vulnérabilités\", CERTFR-2025-ALE-001",
        "multiples bolt, ''",
        "CVE-2026-0002, CERTFR-2026-AVI-0002",
        "CVE-2026-0002 multiples, ''",
        "CVE-2026-9999, ''",
        "execution C++, CERTFR-2026-AVI-0002",
        "execution C#, ''"
    })
    void publicationsAreFoundByTheirWordsAndByTheirCves(String typed, String found) {
        String query = "&q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8);

        assertThat(JsonMapper.shared()
                        .readTree(served.get("/api/v1/publications?limit=5" + query)
                                .body())
                        .get("items")
                        .findValuesAsString("reference"))
                .isEqualTo(found.isEmpty() ? List.of() : List.of(found));
        assertThat(Jsoup.parse(text(served.get("/publications?limit=5" + query)))
                        .select("#found .ref")
                        .eachText())
                .isEqualTo(found.isEmpty() ? List.of() : List.of(found));
    }
}
