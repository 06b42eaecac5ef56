package vigie.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;
import vigie.model.Affected;
import vigie.model.Assessment;
import vigie.model.Container;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.Evidence;
import vigie.model.EvidenceKind;
import vigie.model.Observation;
import vigie.model.Ssvc;
import vigie.model.Weakness;
import vigie.record.CveJson;

class EvidenceSourcesTest {

    private static final String INDEX = "id,file,date_published,date_added,codes\n";
    private static final CveId SHOCK = CveId.of("CVE-2014-6271");

    @Test
    void anExploitCountsForEachOfItsCves() throws IOException {
        List<Evidence> found = evidence(Reading.read(
                new ExploitDb(), INDEX + "7,f,2014-09-25,2014-10-01,CVE-2014-6271;OSVDB-1;CVE-2014-7169\n"));

        assertThat(found).extracting(e -> e.cve().toString()).containsExactly("CVE-2014-6271", "CVE-2014-7169");
        assertThat(found.get(0).date()).contains(LocalDate.of(2014, 9, 25));
        assertThat(found.get(0).url()).isEqualTo("https://www.exploit-db.com/exploits/7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-00-00", "1970-01-01", "2024-09-25", "2094-09-25", ""})
    void theDayAnExploitWasAddedStandsInForAnAbsurdOne(String day) throws IOException {
        assertThat(evidence(Reading.read(new ExploitDb(), INDEX + "7,f," + day + ",2014-10-01,CVE-2014-6271\n")))
                .extracting(Evidence::date)
                .containsExactly(Optional.of(LocalDate.of(2014, 10, 1)));
    }

    @Test
    void anExploitWithoutANumberIsLeftOut() throws IOException {
        List<Observation> seen =
                Reading.read(new ExploitDb(), INDEX + "../x,f,,,CVE-2014-6271\n7,f,,,CVE-2014-6271\n8\n");

        assertThat(Reading.skipped(seen)).hasSize(1);
        assertThat(evidence(seen)).hasSize(1);
    }

    @Test
    void anIndexThatIsCutWithinItsLastRowIsRefused() {
        assertThatThrownBy(() -> Reading.read(new ExploitDb(), INDEX + "7,f,,,CVE-2014-62"))
                .hasMessageContaining("cut");
    }

    @Test
    void aModuleWithoutADateHasNone() throws IOException {
        String module = "{\"name\":\"m\",\"fullname\":\"a/b\",\"disclosure_date\":null,\"path\":\"/modules/a.rb\","
                + "\"references\":[\"CVE-2014-6271\",7,\"URL-x\"],\"actions\":[{\"name\":\"Run\"}]}";

        assertThat(evidence(Reading.read(new Metasploit(), "{\"x\":" + module + ",\"y\":" + module + "}")))
                .hasSize(2)
                .contains(new Evidence(
                        SHOCK,
                        EvidenceKind.MODULE,
                        "metasploit",
                        "a/b",
                        Optional.empty(),
                        "https://github.com/rapid7/metasploit-framework/blob/master/modules/a.rb"));
    }

    @Test
    void aBrokenModuleCostsItselfOnly() throws IOException {
        String good = "{\"name\":\"m\",\"fullname\":\"good\",\"references\":[\"CVE-2014-6271\"]}";
        String broken =
                "{\"name\":\"m\",\"fullname\":\"bad\",\"references\":[\"CVE-2014-7169\",\"actions\":[{\"name\":1}]";

        List<Observation> seen =
                Reading.read(new Metasploit(), "{\"x\":" + good + ",\"y\":" + broken + ",\"z\":" + good + "}");

        assertThat(evidence(seen)).extracting(Evidence::ref).containsExactly("good", "good");
        assertThat(Reading.skipped(seen)).isNotEmpty();
    }

    @Test
    void aTemplateHasNoDateAndItsListMayEndInABadLine() throws IOException {
        String good = "{\"ID\":\"CVE-2014-6271\",\"file_path\":\"http/a.yaml\"}\n";
        List<Observation> seen = Reading.read(new Nuclei(), good + "\n{\"ID\":\"CVE-x\"}\n");

        assertThat(evidence(seen)).extracting(Evidence::date).containsExactly(Optional.empty());
        assertThat(Reading.skipped(seen)).containsExactly("line 3: no CVE id in 'CVE-x'");
        assertThatThrownBy(() -> Reading.read(new Nuclei(), good + "{\"ID\":\"CVE-20"))
                .hasMessageContaining("cut");
    }

    @Test
    void aRepositoryIsDatedByItsMakingAndABadOneLeftOut() throws IOException {
        PocInGithub source = new PocInGithub();
        byte[] zip = Packed.zip(
                "PoC-in-GitHub-master/2014/CVE-2014-6271.json",
                "[7,{},{\"full_name\":\"a/b\",\"created_at\":\"2014-09-25T10:00:00Z\"}]");
        List<Observation> seen =
                Reading.read(source, source.feeds(new FakeState()).get(0), zip);

        assertThat(evidence(seen))
                .containsExactly(new Evidence(
                        SHOCK, EvidenceKind.POC, "poc-in-github", "a/b", Optional.of(LocalDate.of(2014, 9, 25)), ""));
        assertThat(Reading.skipped(seen)).hasSize(2);
    }

    @Test
    void aFileOfTheUsersOwnNamesWhatItCannotUse() throws IOException {
        List<Observation> seen = Reading.read(
                new EvidenceFiles(List.of(Path.of("a.csv")), List.of()),
                "\ufeffcve,date,kind,source,url\r\nADV160008,2016-10-27,exploited,x,\r\n"
                        + "CVE-2014-6271,2014-02-31,exploited,x,\r\ncve-2014-6271,2014-09-25,Seen,x,https://a/\r\n");

        assertThat(evidence(seen))
                .containsExactly(new Evidence(
                        SHOCK,
                        EvidenceKind.OTHER,
                        "x",
                        "https://a/",
                        Optional.of(LocalDate.of(2014, 9, 25)),
                        "https://a/"));
        assertThat(Reading.skipped(seen))
                .containsExactly("line 2: no CVE id in 'ADV160008'", "line 3: '2014-02-31' is not a date");
    }

    @Test
    void filesOfTheSameNameAreToldApart() {
        EvidenceFiles files = new EvidenceFiles(List.of(Path.of("x/a.csv"), Path.of("y/a.csv")), List.of());

        assertThat(files.feeds(new FakeState())).extracting(Feed::name).doesNotHaveDuplicates();
    }

    private static List<Evidence> evidence(List<Observation> seen) {
        return Reading.only(Observation.EvidenceSeen.class, seen).stream()
                .map(Observation.EvidenceSeen::evidence)
                .toList();
    }

    @Test
    void aModuleBearsTheDayOfTheDisclosureAndThatOfItsLastChange() throws IOException {
        String module = "{\"name\":\"m\",\"fullname\":\"a\",\"references\":[\"CVE-2014-6271\"],"
                + "\"disclosure_date\":\"2014-09-24\",\"mod_time\":\"2014-10-02 11:00:00 +0000\"}";

        assertThat(evidence(Reading.read(new Metasploit(), "{\"x\":" + module + "}")))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.date()).contains(LocalDate.of(2014, 9, 24));
                    assertThat(one.listed()).contains(LocalDate.of(2014, 10, 2));
                });
    }

    private static List<Observation> earlier(byte[] file) throws IOException {
        EvidenceFiles source = new EvidenceFiles(List.of(), List.of(Path.of("earlier")));
        return Reading.read(source, source.feeds(new FakeState()).get(0), file);
    }

    @Test
    void aFileMaySaySinceWhenASourceHasHeldWhatItLists() throws IOException {
        String file = "cve,date,kind,source,url\nCVE-2014-6271,2014-10-01,module,metasploit,https://a/\n"
                + "CVE-2014-6271,soon,module,metasploit,https://a/\n";

        List<Observation> seen = earlier(file.getBytes(StandardCharsets.UTF_8));

        assertThat(seen)
                .filteredOn(Observation.EvidenceHeld.class::isInstance)
                .containsExactly(new Observation.EvidenceHeld(
                        "metasploit", EvidenceKind.MODULE, SHOCK, "https://a/", LocalDate.of(2014, 10, 1)));
        assertThat(Reading.skipped(seen)).hasSize(1);
    }

    @Test
    void aFileMaySayWhatContainersSaidOnEarlierDaysPackedOrNot() throws IOException {
        String line = "{\"cve\":\"CVE-2014-6271\",\"h\":[{\"at\":\"2024-08-01T19:15:04Z\",\"adp\":{\"cvss\":[[\"3.1\","
                + "\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\",9.8]],\"cwe\":[\"CWE-78\"],\"affected\":[[\"gnu\",\"bash\","
                + "[\"cpe:2.3:a:gnu:bash:*:*:*:*:*:*:*:*\"]]],\"ssvc\":[\"poc\",\"yes\",\"total\","
                + "\"2024-08-01T18:51:01.909711Z\"],\"updated\":\"2024-08-01T18:53:30.423Z\"}},"
                + "{\"at\":\"2024-08-02T00:00:00Z\",\"cna\":{}},{\"at\":\"2024-10-01T00:00:00Z\",\"adp\":null}]}\n";
        byte[] plain = (line + "{\"cve\":\"none\"}\n").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (XZOutputStream out = new XZOutputStream(packed, new LZMA2Options())) {
            out.write(plain);
        }

        for (byte[] file : List.of(plain, packed.toByteArray())) {
            List<Observation> seen = earlier(file);
            assertThat(Reading.skipped(seen)).containsExactly("line 2: no CVE id in 'none'");
            assertThat(seen)
                    .filteredOn(Observation.ContainerStood.class::isInstance)
                    .singleElement()
                    .satisfies(one -> read((Observation.ContainerStood) one));
        }
    }

    /** The container is one that the reader of records understands. */
    private static void read(Observation.ContainerStood stood) {
        assertThat(stood.until()).isEqualTo(LocalDate.of(2024, 10, 1));
        assertThat(stood.states())
                .extracting(Observation.ContainerStood.State::since)
                .containsExactly(LocalDate.of(2024, 8, 1), LocalDate.of(2024, 10, 1));
        assertThat(stood.states().get(1).container()).isEmpty();
        String container = new String(stood.states().get(0).container().orElseThrow(), StandardCharsets.UTF_8);
        CveRecord record = CveJson.read(("{\"cveMetadata\":{\"cveId\":\"CVE-2014-6271\",\"state\":\"PUBLISHED\"},"
                        + "\"containers\":{\"cna\":{},\"adp\":[" + container + "]}}")
                .getBytes(StandardCharsets.UTF_8));
        Container said = record.containers().get(1);
        assertThat(said.assessments()).extracting(Assessment::score).containsExactly(9.8);
        assertThat(said.weaknesses()).extracting(Weakness::id).containsExactly("CWE-78");
        assertThat(said.affected())
                .extracting(Affected::vendor, Affected::product, Affected::cpes)
                .containsExactly(tuple("gnu", "bash", List.of("cpe:2.3:a:gnu:bash:*:*:*:*:*:*:*:*")));
        assertThat(said.ssvc())
                .extracting(Ssvc::exploitation, Ssvc::automatable, Ssvc::technicalImpact)
                .containsExactly(tuple("poc", "yes", "total"));
        assertThat(said.day()).contains(Instant.parse("2024-08-01T18:53:30.423Z"));
    }
}
