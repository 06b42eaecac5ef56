package vigie.browser;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import vigie.model.CveId;
import vigie.model.Evidence;
import vigie.model.EvidenceKind;
import vigie.model.KnownExploited;
import vigie.model.Observation;
import vigie.record.BulletinJson;
import vigie.record.CveJson;
import vigie.store.RunAccount;
import vigie.store.Tally;
import vigie.testing.CveText;
import vigie.testing.Seen;
import vigie.testing.TestHome;

/** Records that try, in every field that a page shows, to run a script, to make an element, or to deceive. */
final class HostileRecords {

    /** Hostile in every field. */
    static final String CVE = "CVE-2026-66601";

    /** With a description of a megabyte. */
    static final String LONG = "CVE-2026-66602";

    /** With ten thousand products. */
    static final String MANY = "CVE-2026-66603";

    static final String AVIS = "CERTFR-2026-AVI-9901";
    static final String ALERT = "CERTFR-2026-ALE-991";

    /** A word in every text that says no harm, to find the texts again. */
    static final String WORD = "Anvil";

    /** Each part would make an element, run a script or hide something if a page were careless. */
    static final String TEXT = WORD
            + " {{7*7}} \u202Egnp.exe\u202C ze\u200Bro\u2060 \u0000\u001b[2J"
            + " <script>window.pwned='script'</script><img src=x onerror=\"window.pwned='img'\">"
            + "<svg onload=\"window.pwned='svg'\"><animate onbegin=\"window.pwned='begin'\" attributeName=x dur=1s></svg>"
            + "\"><b id=pwned onmouseover=\"window.pwned='over'\">' onfocus='window.pwned=1' autofocus tabindex=1 x='"
            + "</script></style></title></textarea></pre></td></table><pwned-x class=pwned>"
            + "<iframe srcdoc=\"<script>parent.pwned='frame'</script>\"></iframe>"
            + "<form action=https://evil.example/><input name=pwned></form><base href=https://evil.example/>"
            + "<link rel=stylesheet href=https://evil.example/x.css><meta http-equiv=refresh content=0;url=//evil.example>"
            + "<a href=\"javascript:window.pwned='link'\">go</a> [go](javascript:window.pwned='md) ![](//evil.example/i.png)"
            + " <a href=\"&#106;avascript:window.pwned='coded'\" hx-get=/x hx-on:load=\"window.pwned='hx'\">go</a>"
            + " ${7*7} #{7*7} <%= 7*7 %> @`7*7`"
            + " &lt;script&gt;window.pwned='entity'&lt;/script&gt; &#60;img src=x onerror=pwned=1&#62; &amp;lt;b&amp;gt;"
            + " \u2066left\u2069 \uFEFF \u0085 \u2028 end";

    private static final List<String> LINKS = List.of(
            "javascript:window.pwned='ref'",
            " JaVa\tScRiPt:window.pwned='ref2'//http://x",
            "data:text/html,<script>parent.pwned='data'</script>",
            "vbscript:msgbox(1)",
            "//evil.example/x",
            "https://evil.example/\"onmouseover=\"window.pwned='url'\" x=\"",
            "https://evil.example/'><img src=x onerror=window.pwned='url2'>",
            "https://user:pass@evil.example/",
            "https://evil.example/\u202Egnp.exe",
            "https://good.example/advisory?a=1&b=2");

    private static final LocalDate DAY = LocalDate.of(2026, 1, 29);
    private static final int PRODUCTS = 10_000;
    private static final int MEGABYTE = 1 << 20;

    private HostileRecords() {}

    /** Puts them into a home as of the day of the sample. */
    static void into(TestHome home) {
        List<Observation> all = new ArrayList<>(List.of(
                record(TEXT, "2026-01-29T00:00:00Z"),
                nvd(TEXT, "2026-01-29T00:00:00Z"),
                longOne("lorem<ipsum>&", 9.1),
                many(0),
                kev(),
                bulletin(AVIS, "2026-01-29", TEXT),
                bulletin(ALERT, "2026-01-30", TEXT),
                new Observation.Skipped(TEXT, TEXT)));
        for (String link : LINKS) {
            all.add(new Observation.EvidenceSeen(
                    TEXT,
                    new Evidence(CveId.of(CVE), EvidenceKind.EXPLOIT, TEXT, link + TEXT, Optional.of(DAY), link)));
        }
        home.ingest(DAY.toString(), all);
        changed(home);
        home.ingest(DAY.toString(), Seen.epss(DAY.plusDays(1), epssWith(home, Map.of(CVE, 0.9, LONG, 0.2, MANY, 0.1))));
        Instant at = Instant.parse("2026-01-30T09:00:00Z");
        for (String source : List.of("kev", "nvd")) {
            home.writer().finished(new RunAccount(source, at, at, RunAccount.Outcome.PARTIAL, 1, Tally.NONE, TEXT));
        }
    }

    /** Everything says something else a day later. */
    private static void changed(TestHome home) {
        String text = "Moved " + TEXT.replace("end", "elsewhere") + TEXT;
        home.ingest(
                DAY.plusDays(1).toString(),
                record(text, "2026-01-30T00:00:00Z"),
                nvd(text, "2026-01-30T00:00:00Z"),
                longOne("dolor<sit>& ", 9.9),
                many(1),
                bulletin(AVIS, "2026-01-29", text),
                bulletin(ALERT, "2026-01-30", text));
    }

    private static Observation longOne(String words, double score) {
        return CveText.cve(LONG)
                .published("2026-01-28T00:00:00Z")
                .title(TEXT.repeat(20) + words)
                .description(TEXT + " " + words.repeat(MEGABYTE / 13))
                .cvss(score, "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:N")
                .listed();
    }

    /** A day's file replaces that of the day: those who had a score keep it. */
    private static Map<String, Double> epssWith(TestHome home, Map<String, Double> more) {
        Map<String, Double> all = new LinkedHashMap<>();
        home.rows("SELECT cve, score FROM epss").stream()
                .map(row -> row.split("\\|"))
                .forEach(row -> all.put(CveId.ofKey(Long.parseLong(row[0])).toString(), Double.parseDouble(row[1])));
        all.putAll(more);
        return all;
    }

    private static Observation record(String text, String moment) {
        Map<String, Object> cvss = Map.of(
                "cvssV3_1", Map.of("baseScore", 9.8, "vectorString", "CVSS:3.1/AV:N/" + text),
                "cvssV4_0", Map.of("baseScore", 9.3, "vectorString", text));
        Map<String, Object> adpCvss = Map.of(
                "cvssV3_1", Map.of("baseScore", 8.8, "vectorString", "CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H"));
        Map<String, Object> ssvc = Map.of(
                "other",
                Map.of(
                        "type",
                        "ssvc",
                        "content",
                        Map.of(
                                "timestamp",
                                "2026-01-29T00:00:00Z",
                                "options",
                                List.of(
                                        Map.of("Exploitation", text),
                                        Map.of("Automatable", text),
                                        Map.of("Technical Impact", text)))));
        Map<String, Object> version = Map.of("version", text, "status", text, "lessThan", text, "versionType", text);
        List<Map<String, Object>> references = LINKS.stream()
                .map(url -> Map.<String, Object>of("url", url, "tags", List.of(text, "exploit")))
                .toList();
        Map<String, Object> cna = new LinkedHashMap<>();
        cna.put("providerMetadata", Map.of("shortName", text));
        cna.put("title", text);
        cna.put("tags", List.of(text, "disputed"));
        cna.put("descriptions", List.of(Map.of("lang", "en", "value", text + "\n\n" + text)));
        cna.put("metrics", List.of(cvss, Map.of("cvssV3_0", Map.of("baseScore", 5.0, "vectorString", "x"))));
        cna.put(
                "problemTypes",
                List.of(
                        Map.of("descriptions", List.of(Map.of("lang", "en", "cweId", "CWE-79", "description", text))),
                        Map.of("descriptions", List.of(Map.of("lang", "en", "cweId", text, "description", text)))));
        cna.put(
                "affected",
                List.of(Map.of(
                        "vendor",
                        text,
                        "product",
                        text,
                        "defaultStatus",
                        text,
                        "cpes",
                        List.of(text),
                        "collectionURL",
                        LINKS.get(0),
                        "versions",
                        List.of(version))));
        cna.put("references", references);
        Map<String, Object> adp = Map.of(
                "providerMetadata",
                Map.of("shortName", "CISA-ADP", "dateUpdated", "2026-01-29T00:00:00Z"),
                "metrics",
                List.of(adpCvss, ssvc));
        Map<String, Object> other = Map.of("providerMetadata", Map.of("shortName", text), "references", references);
        Map<String, Object> meta = Map.of(
                "cveId", CVE,
                "state", "PUBLISHED",
                "assignerShortName", text,
                "datePublished", "2026-01-28T00:00:00Z",
                "dateUpdated", moment);
        byte[] raw = JsonMapper.shared()
                .writeValueAsBytes(Map.of(
                        "cveMetadata", meta, "containers", Map.of("cna", cna, "adp", List.of(adp, other)), text, text));
        return new Observation.CveSeen(CveJson.read(raw), raw);
    }

    private static Observation nvd(String text, String moment) {
        return CveText.cve(CVE).modified(moment).description(text).cvss(9.8).nvd();
    }

    private static Observation many(int from) {
        CveText text = CveText.cve(MANY)
                .published("2026-01-28T00:00:00Z")
                .title(WORD + " in many")
                .description("Very many products.")
                .cvss(7.5, "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H");
        IntStream.range(0, PRODUCTS)
                .forEach(n -> text.product("Zeta " + n % 100, "Product " + n, "1." + (n + from), "affected"));
        return text.listed();
    }

    private static Observation kev() {
        return new Observation.KnownExploitedSeen(new KnownExploited(
                CveId.of(CVE), "cisa", DAY, Optional.of(DAY.plusDays(21)), "Known", TEXT, TEXT, TEXT, TEXT));
    }

    private static Observation bulletin(String ref, String day, String text) {
        Map<String, Object> product = Map.of("name", text, "vendor", Map.of("name", text, "scada", false));
        List<Map<String, Object>> links = Stream.of(LINKS, List.of(text))
                .flatMap(List::stream)
                .map(url -> Map.<String, Object>of("title", text, "url", url, "published_at", "2026-01-28"))
                .toList();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("reference", ref);
        fields.put("title", text);
        fields.put("summary", text + "\n\n* " + text);
        fields.put("content", "## Solutions\n\n" + text + "\n\n1. " + text + "\n\n```\n" + text + "\n```");
        fields.put("revisions", List.of(Map.of("revision_date", day + "T00:00:00.000000", "description", text)));
        fields.put("risks", List.of(Map.of("description", text)));
        fields.put("affected_systems", List.of(Map.of("product", product, "description", text)));
        fields.put("affected_systems_content", text);
        fields.put("vendor_advisories", links);
        fields.put("links", links);
        fields.put(
                "cves",
                Stream.of(CVE, LONG, MANY).map(cve -> Map.of("name", cve)).toList());
        byte[] raw = JsonMapper.shared().writeValueAsBytes(fields);
        return new Observation.BulletinSeen(BulletinJson.read(raw), raw);
    }
}
