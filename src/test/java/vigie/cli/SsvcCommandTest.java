package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.CveText.cve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.store.RunAccount;
import vigie.store.Tally;
import vigie.testing.Seen;
import vigie.testing.TestHome;

/** {@code vigie ssvc}: decisions of the table that is asked for, in every form. */
class SsvcCommandTest {

    private static final String LISTED = "CVE-2026-1001";
    private static final String QUIET = "CVE-2026-1002";
    private static final String REJECTED = "CVE-2026-1003";

    private static TestHome home;

    @BeforeAll
    static void fill() {
        home = TestHome.make();
        home.firstLoad(
                "cvelist",
                "2026-01-17",
                cve(LISTED)
                        .title("One")
                        .cvss(7.5)
                        .ssvc("active", "2026-01-14T10:00:00Z")
                        .listed(),
                cve(QUIET).title("Two").cvss(7.5).listed(),
                cve(REJECTED).state("REJECTED").listed());
        home.firstLoad("kev", "2026-01-30", Seen.kev(LISTED, "cisa", "2026-01-29"), Seen.end("cisa"));
        Instant asked = Instant.parse("2026-01-30T08:00:00Z");
        home.writer().finished(new RunAccount("kev", asked, asked, RunAccount.Outcome.DONE, 1, Tally.NONE, ""));
    }

    @AfterAll
    static void close() {
        home.close();
    }

    private static Ran vigie(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "--today";
        all[1] = "2026-01-30";
        all[2] = "ssvc";
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return Ran.on(home.dir(), all);
    }

    private static String file(String name, String text) throws IOException {
        Path file = home.dir().resolve(name);
        Files.writeString(file, text);
        return file.toString();
    }

    private static JsonNode json(Ran ran) {
        assertThat(ran.status()).as(ran.err()).isZero();
        return JsonMapper.shared().readTree(ran.out());
    }

    @Test
    void theTextSaysTheOutcomeByWhenAndWhatItRestsOn() {
        Ran ran = vigie(LISTED, "--set", "public=yes", "--set", "automatable=yes", "--set", "technical impact=total");
        assertThat(ran.status()).isZero();
        assertThat(ran.out())
                .contains(LISTED)
                .contains("3 days with forensics, by 2026-02-01 (3 days from listing in CISA KEV on 2026-01-29)")
                .contains("In KEV: yes (CISA KEV)")
                .contains("Publicly Exposed: yes (stated)")
                .contains("SSVCv2/E:A/A:Y/T:T/2026-01-30T12:00:00Z/");
        assertThat(vigie("--lang", "fr", LISTED, "--set", "public=oui", "--set", "automatable=yes")
                        .out())
                .contains("Dans le catalogue KEV\u00a0: oui (CISA KEV)");
    }

    @Test
    void whatNobodySaysIsARangeAndAQuestion() {
        assertThat(vigie(LISTED, "--set", "automatable=yes", "--set", "technical impact=partial")
                        .out())
                .contains("3 days at worst, 14 days at best")
                .contains("Publicly Exposed: undecided")
                .contains("Publicly Exposed? no: 14 days; yes: 3 days");
    }

    @Test
    void daysCountFromTheDetectionWhereThatCameFirst() {
        JsonNode due = json(vigie(LISTED, "--set", "detected=2026-01-10", "--format", "json"))
                .get(0)
                .path("due");
        assertThat(due.path("from").asString()).isEqualTo("detected");
        assertThat(due.path("start").asString()).isEqualTo("2026-01-10");
        assertThat(json(vigie(QUIET, "--format", "json")).get(0).path("due").isNull())
                .isTrue();
    }

    @Test
    void whatIsHeldOfCisasCatalogueSaysWhoIsNotInIt() {
        JsonNode points = json(vigie(QUIET, "--format", "json")).get(0).path("points");
        assertThat(points.get(1).path("point").asString()).isEqualTo("cisa:KEV:1.0.0");
        assertThat(points.get(1).path("values").toString()).isEqualTo("[\"N\"]");
        assertThat(points.get(1).path("basis").asString()).isEqualTo("absence");
    }

    @Test
    void aCsvFileKeepsItsColumnsAndRowsAndGetsDecisions() throws IOException {
        String csv = file("in.csv", """
                Host,Plugin,CVE,Note
                web-1,12,CVE-2026-1001,"a, b"
                db-1,13,CVE-2026-1001,
                db-1,14,,nothing
                db-1,15,CVE-2026-1003,rejected
                """);
        String assets = file("assets.csv", "asset,public\nweb-*,yes\ndb-*,no\n");
        Ran ran = vigie("--csv", csv, "--assets", assets);
        String[] lines = ran.out().split("\r?\n");
        assertThat(lines).hasSize(5);
        assertThat(lines[0])
                .startsWith("Host,Plugin,CVE,Note,ssvc_table,ssvc_decision,ssvc_outcomes,ssvc_due,ssvc_due_from,"
                        + "ssvc_publicly_exposed,ssvc_publicly_exposed_basis,ssvc_in_kev,");
        assertThat(lines[1])
                .startsWith("web-1,12,CVE-2026-1001,\"a, b\",cisa:DT_BOD2604:1.0.0,3 days & forensic investigation,")
                .contains(",2026-02-01,listed,Yes,stated,Yes,source,");
        assertThat(lines[2]).contains(",No,stated,");
        assertThat(lines[3]).startsWith("db-1,14,,nothing,,,");
        assertThat(lines[4]).startsWith("db-1,15,CVE-2026-1003,rejected,,,");
        assertThat(ran.err()).contains("1 row names no CVE");
        String again = file("again.csv", ran.out());
        assertThat(vigie("--csv", again, "--assets", assets).out()).isEqualTo(ran.out());
    }

    @Test
    void labelsOfARowFindItsAssetToo() throws IOException {
        String csv = file("labels.csv", "cve,tags\nCVE-2026-1001,env=prod zone=dmz\nCVE-2026-1001,env=test\n");
        String assets = file("by-label.csv", "labels,public\nzone=dmz,yes\nenv=test,no\n");
        String[] lines = vigie("--csv", csv, "--assets", assets).out().split("\r?\n");
        assertThat(lines[1]).contains(",Yes,stated,");
        assertThat(lines[2]).contains(",No,stated,");
    }

    @Test
    void aColumnWhoseValuesMeanSomethingElseDecidesNothing() throws IOException {
        Ran ran = vigie("--csv", file("odd.csv", "cve;exposure\nCVE-2026-1001;317\n"));
        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("No|Yes,unknown");
        assertThat(ran.err()).contains("exposure");
    }

    @Test
    void theExchangeFormIsOneSelectionListOfOneCveAndAListOfSeveral() {
        JsonNode one = json(vigie(LISTED, "--format", "ssvc"));
        assertThat(one.path("schemaVersion").asString()).isEqualTo("2.0.0");
        assertThat(one.path("target_ids").get(0).asString()).isEqualTo(LISTED);
        assertThat(json(vigie(LISTED, QUIET, "--format", "ssvc")).size()).isEqualTo(2);
    }

    @Test
    void aTableOfOnesOwnIsUsed() throws IOException {
        String own = file("own.json", """
                {"namespace":"x_example.test#ours","key":"DT_OURS","version":"1.0.0","name":"Ours","definition":"d",
                 "schemaVersion":"2.0.0","decision_points":{
                  "q":{"namespace":"ssvc","key":"E","version":"1.1.0","name":"Exploitation","definition":"d",
                   "schemaVersion":"2.0.0","values":[{"key":"N","name":"None","definition":"d"},
                    {"key":"P","name":"PoC","definition":"d"},{"key":"A","name":"Active","definition":"d"}]},
                  "o":{"namespace":"x_example.test#ours","key":"W","version":"1.0.0","name":"When","definition":"d",
                   "schemaVersion":"2.0.0","values":[{"key":"L","name":"Later","definition":"d"},
                    {"key":"S","name":"5 days","definition":"d"}]}},
                 "outcome":"o","mapping":[{"q":"N","o":"L"},{"q":"P","o":"L"},{"q":"A","o":"S"}]}""");
        assertThat(vigie(LISTED, "--tree", own).out()).contains("Ours: 5 days, by 2026-02-03");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "CVE-2026-1001 --tree nothing",
                "CVE-2026-1001 --format pdf",
                "CVE-2026-1001 --set public=perhaps",
                "CVE-2026-1001 --csv in.csv"
            })
    void whatCannotBeMeantIsRefused(String arguments) {
        Ran ran = vigie(arguments.isEmpty() ? new String[0] : arguments.split(" "));
        assertThat(ran.status()).isEqualTo(Exit.WRONG_USE);
        assertThat(ran.err()).isNotBlank();
    }

    @Test
    void aRejectedCveIsNotDecidedAboutAndAnUnknownOneIsSaid() {
        assertThat(vigie(REJECTED).out()).contains("nothing to decide");
        Ran ran = vigie("CVE-2026-9999");
        assertThat(ran.status()).isEqualTo(Exit.FAILED);
        assertThat(ran.err()).contains("CVE-2026-9999");
    }

    @Test
    void theAgreementWithCisaIsCounted() {
        assertThat(vigie("--agreement").out()).contains("Automatable, vector that stands for the CVE:");
    }
}
