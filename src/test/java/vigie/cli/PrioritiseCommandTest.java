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
        JsonNode json =
                JsonMapper.shared().readTree(run(report(), "--format", "json").out());
        assertThat(json.path("account").path("entries").asInt()).isEqualTo(3);
        List<String> lines = run(report(), "--format", "jsonl").out().lines().toList();
        List<String> csv = run(report(), "--format", "csv").out().lines().toList();
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
        assertThat(ran.err()).contains("broken.json:");

        Ran on = run(report(), broken.toString(), "--keep-going");
        assertThat(on.status()).isEqualTo(Exit.PARTIAL);
        assertThat(on.out()).contains("CVE-2026-0001");
        assertThat(on.err()).contains("1 refused");
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
}
