package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.CveText.cve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.store.RunAccount;
import vigie.store.Tally;
import vigie.testing.Seen;
import vigie.testing.TestHome;

class PrioritiseCommandTest {

    private static final String REPORT = """
            {"SchemaVersion":2,"ArtifactName":"=web-1","Results":[{"Target":"web-1 (debian 12)","Class":"os-pkgs","Type":"debian",
            "Vulnerabilities":[
            {"VulnerabilityID":"CVE-2026-0002","PkgName":"zlib","InstalledVersion":"1.0","FixedVersion":"1.1","Severity":"LOW"},
            {"VulnerabilityID":"CVE-2026-0001","PkgName":"openssl","InstalledVersion":"3.0.1","FixedVersion":"3.0.13","Severity":"HIGH"},
            {"VulnerabilityID":"GHSA-1111-2222-3333","PkgName":"left-pad","InstalledVersion":"1.0","Severity":"HIGH"}]}]}
            """;

    @TempDir
    private Path folder;

    private final TestHome home = TestHome.make();

    @BeforeEach
    void fill() throws IOException {
        home.ingest(
                "2026-01-10",
                cve("CVE-2026-0001")
                        .cvss(9.8, "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")
                        .listed(),
                cve("CVE-2026-0002")
                        .cvss(2.0, "CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:L/A:N")
                        .listed());
        home.later("kev", "2026-01-12", Seen.kev("CVE-2026-0001", "cisa", "2026-01-11"), Seen.end("cisa"));
        Instant then = Instant.parse("2026-01-12T10:00:00Z");
        home.writer().finished(new RunAccount("kev", then, then, RunAccount.Outcome.DONE, 1, Tally.NONE, ""));
        Files.writeString(folder.resolve("web.json"), REPORT);
    }

    @AfterEach
    void close() {
        home.close();
    }

    private Ran run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--today", "2026-01-30", "prioritise"));
        all.addAll(List.of(arguments));
        return Ran.on(home.dir(), all.toArray(String[]::new));
    }

    private String report() {
        return folder.resolve("web.json").toString();
    }

    @Test
    void aReportBecomesAListWithItsSumOnStandardError() {
        Ran ran = run(report());

        assertThat(ran.status()).as(ran.err()).isEqualTo(Exit.DONE);
        assertThat(ran.out().lines().skip(1).findFirst().orElseThrow())
                .contains("1  3 days", "2026-01-14", "CVE-2026-0001", "openssl@3.0", "3.0.13");
        assertThat(ran.out()).contains("known exploited since 2026-01-11 (CISA KEV)");
        assertThat(ran.err())
                .contains("3 entries in = 2 rows with a CVE + 1 without a CVE + 0 suppressed + 0 refused.");
    }

    @Test
    void allFormatsSayTheSame() {
        JsonNode json = JsonMapper.shared()
                .readTree(run(report(), "--format", "json", "--no-keep").out());
        assertThat(json.path("account").path("entries").asInt()).isEqualTo(3);
        List<String> lines =
                run(report(), "--format", "jsonl", "--no-keep").out().lines().toList();
        List<String> csv =
                run(report(), "--format", "csv", "--no-keep").out().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(csv).hasSize(4);
        for (int i = 0; i < 3; i++) {
            JsonNode row = json.path("findings").path(i);
            assertThat(JsonMapper.shared().readTree(lines.get(i))).isEqualTo(row);
            assertThat(csv.get(i + 1))
                    .startsWith((i + 1) + ",")
                    .contains(row.path("id").asString());
        }
        assertThat(csv.get(1)).as("no cell begins as a formula does").contains(",'=web-1,");
        assertThat(run(report(), "--format", "csv", "--top", "1").out().lines()).hasSize(2);
    }

    @Test
    void aBillOfMaterialsWithoutVulnerabilitiesListsItsComponents() throws IOException {
        Path bill = folder.resolve("bill.json");
        Files.writeString(
                bill,
                "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":["
                        + "{\"name\":\"zlib\",\"version\":\"1.3\",\"purl\":\"pkg:deb/debian/zlib@1.3\"},"
                        + "{\"name\":\"acme\"}]}");

        Ran text = run(bill.toString());
        assertThat(text.status()).isEqualTo(Exit.DONE);
        assertThat(text.out().lines().skip(1)).containsExactly("  zlib@1.3 pkg:deb/debian/zlib@1.3", "  acme");
        assertThat(text.err()).contains("bill.json: 2 components; matching by version ranges is not done yet.");
        assertThat(run(bill.toString(), "--top", "1").out())
                .contains("zlib", "1 more")
                .doesNotContain("acme");
        JsonNode json = JsonMapper.shared()
                .readTree(run(bill.toString(), "--format", "json").out());
        assertThat(json.at("/bills_of_materials/0/count").asInt()).isEqualTo(2);
        assertThat(json.at("/bills_of_materials/0/components/1/name").asString())
                .isEqualTo("acme");
        assertThat(run(bill.toString(), "--format", "html").out()).contains("<li>acme</li>", "not looked up");
        assertThat(run(report(), "--format", "json").out()).doesNotContain("bills_of_materials");
    }

    @Test
    void theGateEndsWithFour() {
        assertThat(run(report(), "--fail-on", "kev").status()).isEqualTo(Exit.GATE);
        assertThat(run(report(), "--fail-on", "none").status()).isEqualTo(Exit.DONE);
        assertThat(run(report(), "--tree", "deployer", "--fail-on", "score>=0.5")
                        .status())
                .isEqualTo(Exit.DONE);
        assertThat(run(report(), "--fail-on", "act").status()).isEqualTo(Exit.WRONG_USE);
        assertThat(run(report(), "--tree", "cisa", "--fail-on", "act").status()).isEqualTo(Exit.GATE);
    }

    @Test
    void aReportThatCannotBeReadIsNamedAndEndsTheCommandUnlessItIsToGoOn() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.json"), REPORT.substring(0, 300));
        Ran ran = run(report(), broken.toString());
        assertThat(ran.status()).isEqualTo(Exit.FAILED);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("broken.json:", "'--keep-going' lists the rest");

        Ran on = run(report(), broken.toString(), "--keep-going");
        assertThat(on.status()).isEqualTo(Exit.PARTIAL);
        assertThat(on.out()).contains("CVE-2026-0001");
        assertThat(on.err()).contains("1 refused");
    }

    @Test
    void aListThatNamesNoAssetIsAskedAboutWithoutOne() throws IOException {
        Path ids = Files.writeString(folder.resolve("ids.txt"), "CVE-2026-0099\n");
        assertThat(run(ids.toString()).err())
                .contains("What is the answer to Publicly Exposed for the asset? It decides up to 1 of 1.");
    }

    @Test
    void filesAreWrittenWhole() {
        Path out = folder.resolve("today.csv");
        Ran ran = run(report(), "--format", "csv", "--out", out.toString());
        assertThat(ran.status()).as(ran.err()).isEqualTo(Exit.DONE);
        assertThat(out).content().contains("CVE-2026-0001");
        assertThat(ran.err()).contains("3 rows written to");
    }

    @Test
    void wrongUseIsSaid() {
        assertThat(run().status()).isEqualTo(Exit.WRONG_USE);
        assertThat(run(report(), "--format", "xml").err()).contains("jsonl");
        assertThat(run(report(), "--tree", "nonsense").err()).contains("deployer");
        assertThat(run(report(), "--from", "nonsense").err()).contains("trivy");
    }

    private static String vulnerability(String id, String component, String version, String fixed) {
        return "{\"VulnerabilityID\":\"%s\",\"PkgName\":\"%s\",\"InstalledVersion\":\"%s\",\"FixedVersion\":\"%s\",\"Severity\":\"LOW\"}"
                .formatted(id, component, version, fixed);
    }

    private String image(String file, String asset, String... vulnerabilities) throws IOException {
        String text =
                "{\"SchemaVersion\":2,\"ArtifactName\":\"%s\",\"Results\":[{\"Target\":\"t\",\"Vulnerabilities\":[%s]}]}"
                        .formatted(asset, String.join(",", vulnerabilities));
        return Files.writeString(folder.resolve(file), text).toString();
    }

    @Test
    void theSameFileTwiceHasNothingNewAndNothingGone() {
        Ran first = run(report(), "--fail-on", "new");
        assertThat(first.status()).as("without an earlier run nothing is new").isEqualTo(Exit.DONE);
        assertThat(first.err()).contains("No earlier run of web.json", "Kept as run 1 of web.json.");
        Ran second = run(report(), "--fail-on", "new");
        assertThat(second.status()).isEqualTo(Exit.DONE);
        assertThat(second.err()).contains("0 new, 0 gone, 0 worse, 0 better, 3 the same");
        assertThat(run(report(), "--since", "none", "--no-keep").err()).doesNotContain("Kept", "new,");
    }

    @Test
    void whatTheWorldDidIsToldWithItsCause() throws IOException {
        String scan = image("a.json", "web-1", vulnerability("CVE-2026-0002", "zlib", "1.0", "1.1"));
        run(scan);
        home.later(
                "kev",
                "2026-01-30",
                Seen.kev("CVE-2026-0001", "cisa", "2026-01-11"),
                Seen.kev("CVE-2026-0002", "cisa", "2026-01-29"),
                Seen.end("cisa"));

        Ran ran = run(scan, "--format", "json");

        assertThat(ran.err()).contains("0 new, 0 gone, 1 worse, 0 better");
        JsonNode json = JsonMapper.shared().readTree(ran.out());
        assertThat(json.path("findings").path(0).path("change").asString()).isEqualTo("worse");
        assertThat(json.path("findings").path(0).path("change_causes").path(0).asString())
                .isEqualTo("CISA KEV on 2026-01-29");
        assertThat(run(scan).out()).as("told once").doesNotContain("WORSE");
    }

    @Test
    void newAndGoneAreOfAssetsThatBothScansSaw() throws IOException {
        String web = image(
                "web.json",
                "web-1",
                vulnerability("CVE-2026-0001", "openssl", "1.0", ""),
                vulnerability("CVE-2026-0001", "openssl", "1.1", ""),
                vulnerability("CVE-2026-0002", "zlib", "1.0", ""));
        String other = image("db.json", "db-1", vulnerability("CVE-2026-0001", "openssl", "1.0", ""));
        run("--name", "all", web, other);

        image(
                "web.json",
                "web-1",
                vulnerability("CVE-2026-0001", "openssl", "1.2", ""),
                vulnerability("CVE-2026-0009", "zlib", "1.0", ""));
        Ran narrower = run("--name", "all", web, "--fail-on", "new");

        assertThat(narrower.err())
                .as("another version is the same package; one of two openssl and zlib are gone; db-1 was not scanned")
                .contains("1 new, 2 gone", "0 worse", "1 the same");
        assertThat(narrower.status()).isEqualTo(Exit.GATE);

        Ran wider = run("--name", "all", web, other, "--fail-on", "new");
        assertThat(wider.err()).contains("0 new, 0 gone", "2 the same, 1 on assets that were not scanned then");
        assertThat(wider.status()).isEqualTo(Exit.DONE);
    }

    @Test
    void whatIsNewStopsAPipelineOnceAndOnlyWhereItsAssetWasScanned() throws IOException {
        String known = vulnerability("CVE-2026-0002", "zlib", "1.0", "1.1");
        String more = vulnerability("CVE-2026-0001", "openssl", "3.0.1", "3.0.13");
        String web = image("web.json", "web-1", known);
        String other = image("db.json", "db-1", known);
        String before = image("before.json", "web-1", known);
        String[] all = {"--name", "all", "--fail-on", "new", web, other};

        Ran first = run(all);
        assertThat(first.status()).as("nothing is compared, nothing is new").isEqualTo(Exit.DONE);
        assertThat(first.err()).contains("No earlier run of all");
        image("web.json", "web-1", known, more);
        Ran second = run(all);
        assertThat(second.status()).isEqualTo(Exit.GATE);
        assertThat(second.err()).contains("1 new, 0 gone, 0 worse, 0 better, 2 the same", "--fail-on new: 1 finding.");
        assertThat(second.out()).contains("NEW.");
        assertThat(run(all).status()).as("it was told").isEqualTo(Exit.DONE);

        Ran narrower = run("--name", "all", "--fail-on", "new", "--no-keep", web);
        assertThat(narrower.status()).isEqualTo(Exit.DONE);
        assertThat(narrower.err()).contains("0 new, 0 gone").contains("2 the same");
        Ran named = run("--name", "all", "--fail-on", "new", "--since", "last", "--no-keep", web, other);
        assertThat(named.status()).isEqualTo(Exit.DONE);

        Ran file = run("--name", "all", "--fail-on", "new", "--since", before, "--no-keep", web, other);
        assertThat(file.status()).isEqualTo(Exit.GATE);
        assertThat(file.err()).contains("1 new, 0 gone", "1 the same, 1 on assets that were not scanned then");
        assertThat(run("--name", "all", "--fail-on", "new", "--since", "1", "--no-keep", web)
                        .status())
                .as("a run by its number: before the finding was there")
                .isEqualTo(Exit.GATE);
        assertThat(run("--name", "all", "--fail-on", "new", "--since", "none", "--no-keep", web)
                        .status())
                .isEqualTo(Exit.DONE);
    }

    @Test
    void aReportOfOneAssetThatHasNothingAnyMoreEndsItsFindings() throws IOException {
        String scan = image("a.json", "web-1", vulnerability("CVE-2026-0002", "zlib", "1.0", "1.1"));
        run(scan);
        image("a.json", "web-1");
        assertThat(run(scan).err()).contains("1 gone", "Gone since a.json 1:", "CVE-2026-0002  zlib  web-1");
    }

    @Test
    void anotherReportCanBeComparedWith() throws IOException {
        String before = image("before.json", "web-1", vulnerability("CVE-2026-0002", "zlib", "1.0", "1.1"));
        String after = image("after.json", "web-1", vulnerability("CVE-2026-0001", "zlib", "1.0", "1.1"));
        assertThat(run(after, "--since", before).err()).contains("1 new, 1 gone, 0 worse");
        assertThat(run(after, "--since", "nonsense").status()).isEqualTo(Exit.WRONG_USE);
    }

    @Test
    void anUpgradeIsNamedWithWhatItEnds() throws IOException {
        String web = image(
                "web.json",
                "web-1",
                vulnerability("CVE-2026-0001", "openssl", "3.0.1", "1.1.1w, 3.0.9"),
                vulnerability("CVE-2026-0002", "openssl", "3.0.1", "3.0.13"),
                vulnerability("CVE-2026-0002", "zlib", "1.0", ""));
        String other = image("db.json", "db-1", vulnerability("CVE-2026-0001", "openssl", "3.0.1", "3.0.9"));
        Ran ran = run(web, other, "--group", "fix");
        assertThat(ran.out().lines())
                .containsExactly(
                        "one upgrade of openssl to 3.0.13 ends 3 findings on 2 assets",
                        "zlib: no version that mends 1 finding on 1 asset is named");
        assertThat(run(web, other, "--group", "asset").out().lines().findFirst().orElseThrow())
                .isEqualTo("web-1: 3 findings");
        assertThat(run(web, other, "--group", "cve", "--format", "csv").out().lines())
                .hasSize(3);
        assertThat(JsonMapper.shared()
                        .readTree(run(web, other, "--group", "package", "--format", "json")
                                .out())
                        .path("groups")
                        .path(0)
                        .path("findings")
                        .asInt())
                .isEqualTo(3);
        assertThat(run(web, "--group", "colour").status()).isEqualTo(Exit.WRONG_USE);
    }

    @Test
    void documentsForPeopleAndProgramsAreWritten() throws IOException {
        Path pdf = folder.resolve("today.pdf");
        assertThat(run(report(), "--format", "pdf", "--out", pdf.toString()).status())
                .isEqualTo(Exit.DONE);
        assertThat(new String(Files.readAllBytes(pdf), java.nio.charset.StandardCharsets.ISO_8859_1))
                .startsWith("%PDF-");
        assertThat(run(report(), "--format", "pdf").status()).isEqualTo(Exit.WRONG_USE);
        Ran html = run(report(), "--format", "html", "--lang", "fr");
        assertThat(html.out()).contains("<html lang=\"fr\">", "CVE-2026-0001", "mise à niveau de openssl vers 3.0.13");
        JsonNode ssvc =
                JsonMapper.shared().readTree(run(report(), "--format", "ssvc").out());
        assertThat(ssvc).hasSize(3);
        assertThat(ssvc.path(0).path("target_ids").path(1).asString()).isEqualTo("urn:vigie:asset:%3Dweb-1");
        assertThat(run(report(), "--format", "sarif").out()).contains("\"version\":\"2.1.0\"");
        assertThat(run(report(), "--format", "sarif", "--group", "fix").status())
                .isEqualTo(Exit.WRONG_USE);
    }

    @Test
    void openVexWithNothingToStateIsNoDocument() throws IOException {
        Path none = folder.resolve("none.json");
        Files.writeString(none, "{\"SchemaVersion\":2,\"ArtifactName\":\"web-1\",\"Results\":[]}");
        Path vex = folder.resolve("vex.json");

        Ran printed = run(none.toString(), "--format", "openvex");
        assertThat(printed.status()).as(printed.err()).isEqualTo(Exit.DONE);
        assertThat(printed.out()).isEmpty();
        assertThat(printed.err()).contains("OpenVEX needs a statement: no document is written.");
        Ran written = run(none.toString(), "--format", "openvex", "--out", vex.toString());
        assertThat(written.status()).isEqualTo(Exit.DONE);
        assertThat(written.err()).contains("no document is written.").doesNotContain("written to");
        assertThat(vex).doesNotExist();

        assertThat(run(report(), "--format", "openvex", "--out", vex.toString()).status())
                .isEqualTo(Exit.DONE);
        assertThat(vex).exists();
        assertThat(run(none.toString(), "--format", "openvex", "--out", vex.toString())
                        .err())
                .contains("the older " + vex + " is removed");
        assertThat(vex).as("what was affected then is not stated any more").doesNotExist();
        assertThat(run(report(), "--format", "openvex", "--fail-on", "kev").status())
                .isEqualTo(Exit.GATE);
    }

    @Test
    void whatVexAndIgnoreFilesNameDoesNotCountAndTheSumSaysSo() throws IOException {
        Files.writeString(folder.resolve("vex.json"), """
                {"@context":"https://openvex.dev/ns/v0.2.0","timestamp":"2026-01-01T00:00:00Z","statements":[
                {"vulnerability":{"name":"CVE-2026-0001"},"products":[{"@id":"openssl"}],"status":"not_affected"},
                {"vulnerability":{"name":"CVE-2026-0002"},"products":[{"@id":"openssl"}],"status":"not_affected"}]}
                """);
        Files.writeString(folder.resolve("ignore.toml"), """
                [[ignore]]
                id = "GHSA-1111-2222-3333"
                package = "left-pad"
                reason = "test"
                expires = 2026-01-30
                [[ignore]]
                id = "CVE-2026-0002"
                asset = "*"
                reason = "test"
                expires = 2026-01-29
                """);

        Ran ran = run(
                report(),
                "--vex",
                folder.resolve("vex.json").toString(),
                "--ignore",
                folder.resolve("ignore.toml").toString(),
                "--no-keep");

        assertThat(ran.status()).as(ran.err()).isEqualTo(Exit.DONE);
        assertThat(ran.out()).contains("CVE-2026-0002").doesNotContain("CVE-2026-0001", "GHSA-1111-2222-3333");
        assertThat(ran.err())
                .contains("vex.json: 2 VEX statements", "ignore.toml: 1 rule has expired")
                .contains("3 entries in = 1 rows with a CVE + 0 without a CVE + 2 suppressed + 0 refused.");
    }

    @Test
    void anIgnoreFileWithoutReasonsIsNamed() throws IOException {
        Path file = Files.writeString(
                folder.resolve("ignore.toml"), "[[ignore]]\nid = \"CVE-2026-0001\"\npackage = \"openssl\"\n");

        Ran ran = run(report(), "--ignore", file.toString(), "--no-keep");

        assertThat(ran.status()).isEqualTo(Exit.FAILED);
        assertThat(ran.err()).contains("ignore.toml: table 1: reason is missing");
    }
}
