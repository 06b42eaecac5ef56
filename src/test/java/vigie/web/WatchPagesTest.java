package vigie.web;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.BulletinText.bulletin;
import static vigie.testing.CveText.cve;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.testing.Seen;
import vigie.testing.ServedHome;
import vigie.testing.TestHome;
import vigie.watch.ConditionTable;
import vigie.watch.ProductFile;
import vigie.watch.WatchFile;
import vigie.watch.WatchList;
import vigie.watch.WatchLists;
import vigie.web.access.AccessOptions;
import vigie.web.access.Listen;
import vigie.web.access.Secret;
import vigie.web.access.Token;
import vigie.web.access.TokenFile;
import vigie.web.page.WatchForm;

/** The page My watch, its feed and its API: each person sees their own lists. */
class WatchPagesTest {

    private static final String ONE = "CVE-2026-0001";
    private static final String TWO = "CVE-2026-0002";
    private static final String REF = "CERTFR-2026-AVI-0001";

    private final TestHome home = TestHome.make();

    @BeforeEach
    void fill() {
        home.ingest(
                "2026-01-20",
                cve(ONE).published("2026-01-20T08:00:00Z")
                        .title("Low one")
                        .product("Acme", "Anvil", "1", "affected")
                        .cvss(3.0)
                        .listed(),
                cve(TWO).published("2026-01-19T08:00:00Z")
                        .title("Exploited one")
                        .product("Acme", "Anvil", "1", "affected")
                        .cvss(9.8)
                        .listed(),
                cve("CVE-2026-0003")
                        .published("2026-01-19T08:00:00Z")
                        .product("Other", "Hammer", "1", "affected")
                        .listed(),
                bulletin(REF, "2026-01-21", "CVE-2026-0004")
                        .title("Vulnérabilité dans Anvil")
                        .system("Acme", "Anvil")
                        .seen(),
                Seen.kev(TWO, "cisa", "2026-01-21"));
        keep("team", "alice", "products = ['Anvil']");
        keep("other", "bob", "products = ['Hammer <b>']\nvendors = ['Other']");
    }

    private void keep(String name, String owner, String toml) {
        WatchLists.keep(home.writer(), WatchFile.read(toml, name, owner, Instant.parse("2026-01-01T00:00:00Z"), 0));
    }

    @AfterEach
    void close() {
        home.close();
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void whatConcernsAListStandsInOrderOfUrgencyWithWhy() {
        try (ServedHome served = ServedHome.of(home.dir())) {
            String page = text(served.get("/watch?list=team"));
            assertThat(page).containsSubsequence("Exploited one", "Low one");
            assertThat(page).contains("Anvil = Acme Anvil", REF).doesNotContain("CVE-2026-0003");
            assertThat(text(served.get("/watch?list=team&kev=true")))
                    .contains(TWO)
                    .doesNotContain("Low one");
            assertThat(text(served.get("/watch?list=team&severity=High")))
                    .contains(TWO)
                    .doesNotContain("Low one");
            assertThat(text(served.get("/watch?list=other")))
                    .contains("CVE-2026-0003", "Hammer &lt;b&gt;")
                    .doesNotContain("Hammer <b>");
            assertThat(text(served.get("/watch?list=nobody"))).doesNotContain(TWO);
            assertThat(text(served.get("/watch/count"))).contains("4 entries");
            assertThat(text(served.get("/api/v1/watches/team"))).contains(ONE, TWO, REF, "\"certainty\":\"product\"");
            assertThat(text(served.get("/feeds/watch.atom?list=team")))
                    .contains(ONE, TWO, REF)
                    .doesNotContain("CVE-2026-0003");
            assertThat(served.get("/api/v1/watches/nobody").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void eachPersonSeesTheirOwnListsOnly() throws Exception {
        Path file = home.dir().resolve("tokens.txt");
        String alice = Secret.newToken();
        new TokenFile(file).add(new Token("alice", Secret.hash(alice), LocalDate.of(2026, 1, 1), Optional.empty()));
        String carol = Secret.newToken();
        new TokenFile(file).add(new Token("carol", Secret.hash(carol), LocalDate.of(2026, 1, 1), Optional.empty()));
        ServerOptions options = new ServerOptions(
                new AccessOptions(new Listen("127.0.0.1", 0), Optional.of(file), false, List.of(), Optional.empty()),
                "en");
        try (ServedHome served = ServedHome.of(home.dir(), options)) {
            String[] hers = {"Authorization", "Bearer " + alice};
            String[] another = {"Authorization", "Bearer " + carol};
            assertThat(text(served.get("/api/v1/watches", hers)))
                    .contains("\"team\"")
                    .doesNotContain("Hammer");
            assertThat(text(served.get("/watch", hers))).contains("team").doesNotContain("Hammer");
            assertThat(served.get("/api/v1/watches/other", hers).statusCode()).isEqualTo(404);
            assertThat(text(served.get("/feeds/watch.atom", hers)))
                    .contains(TWO)
                    .doesNotContain("CVE-2026-0003");
            assertThat(text(served.get("/api/v1/watches", another))).doesNotContain("team", "Hammer");
            assertThat(text(served.get("/feeds/watch.atom", another))).doesNotContain("CVE-");
            assertThat(served.get("/api/v1/watches").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void aListIsMadeAlteredAndRemovedOnThePage() throws Exception {
        home.writer().settle();
        try (ServedHome served = ServedHome.of(home.dir())) {
            Browser browser = new Browser(served);
            assertThat(browser.post(Map.of("name", "mine", "lines", "Anvil\nvendor=Other", "mail", "me@example.org")))
                    .isEqualTo(303);
            assertThat(browser.get("/watch?list=mine")).contains(TWO, "CVE-2026-0003");
            assertThat(browser.get("/watch/edit?list=mine")).contains("me@example.org", "vendor=Other");
            assertThat(browser.post(mine("lines", "Anvil", "product", "Hammer", "vendor", "Other")))
                    .isEqualTo(303);
            assertThat(browser.get("/watch/edit?list=mine")).contains("Other Hammer");
            assertThat(browser.post(mine("act", "pause"))).isEqualTo(303);
            assertThat(browser.get("/watch?list=mine")).contains("paused");
            assertThat(browser.post(mine("lines", "Anvil", "mail", "a@b@c <x>")))
                    .isEqualTo(400);
            assertThat(browser.text).contains("a mail address", "Anvil");
            assertThat(browser.post(mine("lines", "Anvil\nAnvel"))).isEqualTo(200);
            assertThat(browser.text).contains("Nearest: Acme Anvil");
            assertThat(kept("mine").paused()).isTrue();
            assertThat(browser.post(Map.of("name", "../x", "lines", "Anvil"))).isEqualTo(400);
            assertThat(browser.post(Map.of("name", "empty", "lines", ""))).isEqualTo(400);
            assertThat(browser.post(Map.of("name", "mine", "lines", "Anvil"))).isEqualTo(409);
            assertThat(browser.post(mine("name", "other-name", "lines", "Anvil")))
                    .isEqualTo(400);
            assertThat(browser.post(mine("act", "remove"))).isEqualTo(303);
            assertThat(WatchLists.named(home.reader(), "mine")).isEmpty();
            browser.formToken = "0".repeat(43);
            assertThat(browser.post(Map.of("name", "forged", "lines", "Anvil"))).isEqualTo(403);
        }
    }

    private static Map<String, String> mine(String... fields) {
        Map<String, String> all = new LinkedHashMap<>(Map.of("old", "mine", "name", "mine"));
        for (int i = 0; i < fields.length; i += 2) {
            all.put(fields[i], fields[i + 1]);
        }
        return all;
    }

    private WatchList kept(String name) {
        return WatchLists.named(home.reader(), name).orElseThrow();
    }

    @Test
    void conditionsAndDeliveryAreEditedInFieldsAndComeBackInThem() throws Exception {
        home.writer().settle();
        try (ServedHome served = ServedHome.of(home.dir())) {
            Browser browser = new Browser(served);
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("name", "mine");
            fields.put("lines", "Anvil");
            fields.put("mode", "any");
            fields.put("severity", "critical");
            fields.put("cvss", "7,5");
            fields.put("exploited", "true");
            fields.put("exploit", "false");
            fields.put("known", "true");
            fields.put("type", "alerte");
            fields.put("except", "vendor=Oracle\nword=test");
            fields.put("more", "[[rule]]\nvendor = 'Other'\nproduct = 'Hammer'\nversion = '17.3'\nepss = 0.1");
            fields.put("urgent", "hourly");
            fields.put("other", "weekly");
            fields.put("at", "07:30");
            fields.put("on", "friday");
            fields.put("quiet-from", "22:00");
            fields.put("quiet-until", "06:00");
            fields.put("zone", "Europe/Paris");
            fields.put("lang", "fr");
            fields.put("critical-breaks-through", "true");
            assertThat(browser.post(fields)).as(browser.text).isEqualTo(303);
            assertThat(ConditionTable.words(kept("mine").when()))
                    .contains("severity", "7.5", "Oracle", "any", "not", "unknown");
            assertThat(kept("mine").rules()).hasSize(2);
            assertThat(kept("mine").delivery().quiet()).isPresent();
            assertThat(kept("mine").to().zone().getId()).isEqualTo("Europe/Paris");
            WatchList before = kept("mine");
            Document page = Jsoup.parse(browser.get("/watch/edit?list=mine"));
            Map<String, String> again = new LinkedHashMap<>();
            ((FormElement) page.selectFirst("form.edit"))
                    .formData()
                    .forEach(field -> again.put(field.key(), field.value()));
            again.remove("form-token");
            again.remove("act");
            assertThat(again).containsEntry("cvss", "7.5").containsEntry("except", "vendor=Oracle\nword=test");
            assertThat(browser.post(again)).as(browser.text).isEqualTo(303);
            assertThat(WatchFile.write(kept("mine"))).isEqualTo(WatchFile.write(before));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "products = ['a']",
                "products = ['a']\nwhen.severity = ['high', 'none']\nwhen.cvss = 7.5\nwhen.unknown = false",
                "products = ['a']\nwhen.type = ['avis', 'alerte']\nwhen.exploited = false\nwhen.exploit = true",
                "products = ['a']\nwhen.any = [{ cvss = 7 }, { epss = 0.1 }]",
                "products = ['a']\nwhen.any = [{ cvss = 7, unknown = false }, { epss = 0.1 }]",
                "products = ['a']\nwhen.any = [{ cvss = 7 }, { cvss = 8 }]",
                "products = ['a']\nwhen.any = [{ cvss = 7 }, { vendor = 'x' }]",
                "products = ['a']\nwhen.any = [{ all = [{ cvss = 7 }, { epss = 0.5 }] }]",
                "products = ['a']\nwhen.not = { vendor = 'Oracle' }",
                "products = ['a']\nwhen.not = { any = [{ vendor = 'Oracle' }, { cvss = 3 }] }",
                "products = ['a']\nwhen.all = [{ vendor = 'x' }]",
                "products = ['a']\nwhen.not = { all = [{ vendor = 'x' }, { cvss = 3 }] }",
                "words = ['a b']\nvendors = ['#x']\neverything = true\nrule = [{ name = 'x', version = '>= 2' }]"
            })
    void theFormLosesNothingOfAList(String toml) {
        WatchList list = WatchFile.read(toml, "mine", "alice", Instant.parse("2026-01-01T00:00:00Z"), 0);
        WatchList again = WatchForm.of(list).list("alice", list.made(), Optional.of(list));
        assertThat(WatchFile.write(again)).isEqualTo(WatchFile.write(list));
    }

    @Test
    void aListIsTriedBeforeItIsSaved() throws Exception {
        home.writer().settle();
        try (ServedHome served = ServedHome.of(home.dir())) {
            Browser browser = new Browser(served);
            assertThat(browser.post(Map.of("name", "mine", "lines", "Anvil\nAnvel", "act", "try")))
                    .isEqualTo(200);
            assertThat(browser.text)
                    .contains("it would have led to", "1 newly exploited CVE would have been told", TWO)
                    .contains("Nearest: Acme Anvil (3 alerts in the last 90 days)", "1 line without an alert");
            assertThat(Jsoup.parse(browser.text).selectFirst("#lines").text()).isEqualTo("Anvil\nAnvel");
            assertThat(WatchLists.named(home.reader(), "mine")).isEmpty();
            assertThat(browser.post(Map.of("name", "team", "lines", "Anvil", "act", "try")))
                    .isEqualTo(409);
            assertThat(browser.post(Map.of("name", "mine", "lines", "Anvil", "act", "try", "cvss", "high")))
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Anvil                                                                          | Anvil
            vendor;product~Acme;Anvil                                                      | Acme Anvil
            {"bomFormat": "CycloneDX", "components": [{"name": "lodash", "purl": "pkg:npm/lodash@4.17.20"}]} | pkg:npm/lodash
            {"spdxVersion": "SPDX-2.3", "packages": [{"name": "anvil"}]}                   | anvil
            vendors = ['Acme']                                                             | vendor=Acme
            """)
    void linesComeFromAFileAndGoIntoOne(String file, String line) throws Exception {
        home.writer().settle();
        try (ServedHome served = ServedHome.of(home.dir())) {
            Browser browser = new Browser(served);
            assertThat(browser.post(Map.of("name", "mine", "file", file.replace('~', '\n'))))
                    .isIn(200, 303);
            assertThat(browser.get("/watch/edit?list=mine")).contains(line);
            for (String format : List.of("toml", "json", "txt", "csv")) {
                HttpResponse<byte[]> export = served.get("/watch/export?list=mine&format=" + format);
                assertThat(export.headers().firstValue("Content-Disposition").orElse(""))
                        .contains("mine." + format);
                assertThat(ProductFile.read(export.body()))
                        .isEqualTo(kept("mine").rules());
            }
            assertThat(browser.post(Map.of("name", "second", "file", "<x/>"))).isEqualTo(400);
        }
    }

    /** A browser that keeps its session. */
    private static final class Browser {
        private static final Pattern FORM = Pattern.compile("name=\"form-token\" value=\"([^\"]+)\"");

        private final HttpClient client = HttpClient.newHttpClient();
        private final String base;
        private String cookie = "";
        private String formToken = "";
        private String text = "";

        Browser(ServedHome served) throws Exception {
            base = "http://127.0.0.1:" + served.server().port();
            get("/watch/edit");
        }

        String get(String path) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
            if (!cookie.isEmpty()) {
                request.header("Cookie", cookie);
            }
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").stream()
                    .map(one -> one.split(";")[0])
                    .reduce((first, last) -> last)
                    .ifPresent(one -> cookie = one);
            Matcher form = FORM.matcher(answer.body());
            if (form.find()) {
                formToken = form.group(1);
            }
            return answer.body();
        }

        int post(Map<String, String> fields) throws Exception {
            String body = fields.entrySet().stream()
                            .map(field -> field.getKey() + "="
                                    + java.net.URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                            .collect(Collectors.joining("&"))
                    + "&form-token=" + formToken;
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/watch/edit"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Cookie", cookie)
                    .header("Sec-Fetch-Site", "same-origin")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            text = answer.body();
            return answer.statusCode();
        }
    }
}
