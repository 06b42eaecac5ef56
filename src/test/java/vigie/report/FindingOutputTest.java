package vigie.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static vigie.testing.CveText.cve;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.facts.Freshness;
import vigie.finding.Collected;
import vigie.finding.Component;
import vigie.finding.Finding;
import vigie.finding.Position;
import vigie.finding.Suppressions;
import vigie.finding.format.Formats;
import vigie.model.CveId;
import vigie.model.Staleness;
import vigie.ssvc.Assets;
import vigie.ssvc.Trees;
import vigie.store.Reader;
import vigie.testing.OfficialSchemas;
import vigie.testing.Seen;
import vigie.testing.TestHome;
import vigie.text.Messages;
import vigie.triage.Knowledge;
import vigie.triage.Triage;
import vigie.triage.Why;

/** What is written for other programs is valid, and read back it is the same list. */
class FindingOutputTest {

    private static final Messages ENGLISH = new Messages("en");

    private final TestHome home = TestHome.make();

    @BeforeEach
    void fill() {
        home.ingest(
                "2026-01-10",
                cve("CVE-2026-0001")
                        .cvss(9.8, "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")
                        .listed(),
                cve("CVE-2026-0002").listed());
        home.later("kev", "2026-01-12", Seen.kev("CVE-2026-0001", "cisa", "2026-01-11"), Seen.end("cisa"));
    }

    @AfterEach
    void close() {
        home.close();
    }

    private static Finding finding(String id, String alias, String asset, Component component, String fixed) {
        return new Finding(
                List.of(id),
                CveId.parse(id).stream().toList(),
                alias.isEmpty() ? List.of() : List.of(alias),
                asset,
                component,
                fixed,
                "HIGH",
                OptionalDouble.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                "report.json",
                Position.NOWHERE);
    }

    private static final List<Finding> FINDINGS = List.of(
            finding(
                    "CVE-2026-0001",
                    "GHSA-aaaa-bbbb-cccc",
                    "web-1",
                    new Component("openssl", "3.0.1", "pkg:deb/debian/openssl@3.0.1", "deb", "usr/lib"),
                    "3.0.13"),
            finding("CVE-2026-0001", "", "web-2", new Component("openssl", "3.0.1", "", "deb", ""), "3.0.13"),
            finding("CVE-2026-0002", "", "web-1", new Component("zlib", "1.0", "", "", ""), ""),
            finding("GHSA-dddd-eeee-ffff", "", "web-2", new Component("left pad", "1.0", "", "npm", ""), ""),
            finding("py/path-injection", "", "", new Component("", "", "", "", "src/a.py"), ""));

    private String written(BiConsumer<FindingWriter, Writer> form) {
        return written(FINDINGS, form);
    }

    private String written(List<Finding> findings, BiConsumer<FindingWriter, Writer> form) {
        Reader reader = home.reader();
        try (Knowledge knowledge = new Knowledge(reader);
                Triage triage = new Triage(knowledge, Trees.usual(), Assets.NONE, LocalDate.parse("2026-01-30"))) {
            findings.forEach(triage::finding);
            StringWriter out = new StringWriter();
            Freshness freshness = Freshness.of(Map.of(), Staleness.DEFAULT, Instant.parse("2026-01-30T12:00:00Z"));
            form.accept(
                    new FindingWriter(triage.rank(), freshness, ENGLISH, new Why(ENGLISH, Optional.of(reader))), out);
            return out.toString();
        }
    }

    private static List<String> lines(List<Finding> findings) {
        return findings.stream()
                .map(one -> String.join(
                        " ",
                        one.id(),
                        one.asset(),
                        one.component().name(),
                        one.component().version(),
                        one.fixed(),
                        one.component().path()))
                .sorted()
                .toList();
    }

    @Test
    void sarifIsValidAndReadBackTheSameList() {
        String sarif = written((writer, out) -> writer.sarif(out, Long.MAX_VALUE));

        assertThat(OfficialSchemas.sarif(sarif)).isEmpty();
        Collected read = Collected.of(sarif);
        assertThat(read.only().faults()).isEmpty();
        assertThat(lines(read.open())).isEqualTo(lines(FINDINGS));
        assertThat(read.open()).anyMatch(one -> one.aliases().contains("GHSA-aaaa-bbbb-cccc"));
    }

    @Test
    void cycloneDxIsValidAndReadBackTheSameList() {
        String bom = written((writer, out) -> writer.cycloneDx(out, Long.MAX_VALUE));

        assertThat(OfficialSchemas.cycloneDx(bom)).isEmpty();
        Collected read = Collected.of(bom);
        assertThat(lines(read.open())).isEqualTo(lines(FINDINGS));
        assertThat(read.open()).anyMatch(one -> one.aliases().contains("GHSA-aaaa-bbbb-cccc"));
    }

    @Test
    void theSchemasRefuseWhatIsWrong() {
        assertThat(OfficialSchemas.sarif(written((writer, out) -> writer.sarif(out, 9))
                        .replace("\"level\":\"error\"", "\"level\":\"awful\"")))
                .isNotEmpty();
        assertThat(OfficialSchemas.cycloneDx(
                        written((writer, out) -> writer.cycloneDx(out, 9)).replace("in_triage", "perhaps")))
                .isNotEmpty();
    }

    /** OpenVEX has no empty documents: the command writes none. */
    @Test
    void anEmptyListIsValid() {
        List<Finding> none = List.of();
        String sarif = written(none, (writer, out) -> writer.sarif(out, Long.MAX_VALUE));
        assertThat(OfficialSchemas.sarif(sarif)).isEmpty();
        assertThat(Collected.of(sarif).open()).isEmpty();
        String bom = written(none, (writer, out) -> writer.cycloneDx(out, Long.MAX_VALUE));
        assertThat(OfficialSchemas.cycloneDx(bom)).isEmpty();
        assertThat(Collected.of(bom).open()).isEmpty();
        String ssvc = written(none, (writer, out) -> writer.ssvc(out, Long.MAX_VALUE));
        assertThat(JsonMapper.shared().readTree(ssvc)).isEmpty();
        assertThat(OfficialSchemas.openVex(written(none, (writer, out) -> writer.openVex(out, Long.MAX_VALUE))))
                .isNotEmpty();
    }

    @Test
    void openVexIsValidAndReadBackTheSameList() {
        String vex = written((writer, out) -> writer.openVex(out, Long.MAX_VALUE));

        assertThat(OfficialSchemas.openVex(vex)).isEmpty();
        assertThat(OfficialSchemas.openVex(vex.replace("\"affected\"", "\"bad\"")))
                .isNotEmpty();
        Collected read = Collected.of(vex);
        assertThat(lines(read.open()).stream().map(FindingOutputTest::withoutPath))
                .isEqualTo(lines(FINDINGS).stream()
                        .map(FindingOutputTest::withoutPath)
                        .toList());
        assertThat(read.open()).anyMatch(one -> one.aliases().contains("GHSA-aaaa-bbbb-cccc"));
        assertThat(written((writer, out) -> writer.openVex(out, 1)))
                .contains("Upgrade openssl to 3.0.13.")
                .isEqualTo(written((writer, out) -> writer.openVex(out, 1)));
    }

    /** OpenVEX has no field for a path. */
    private static String withoutPath(String line) {
        return line.replace("usr/lib", "").replace("src/a.py", "").stripTrailing();
    }

    /** The way to say of one's own list what does not count: change a status, and give the file with --vex. */
    @Test
    void aStatusThatSomebodyChangesInOurOpenVexSuppresses() {
        String vex = written((writer, out) -> writer.openVex(out, Long.MAX_VALUE));
        int at = vex.indexOf("urn:vigie:asset:web-2");
        String changed = vex.substring(0, at)
                + vex.substring(at)
                        .replaceFirst("\"affected\"", "\"not_affected\",\"justification\":\"component_not_present\"");
        Suppressions suppressions = new Suppressions();
        Formats.reader()
                .read(
                        "-",
                        new ByteArrayInputStream(changed.getBytes(StandardCharsets.UTF_8)),
                        suppressions.documents(),
                        reading -> assertThat(reading.faults()).isEmpty());

        assertThat(FINDINGS.stream()
                        .filter(one -> suppressions.of(one, List.of(one.id())).isPresent()))
                .extracting(Finding::id, Finding::asset)
                .containsExactly(tuple("CVE-2026-0001", "web-2"));
    }

    @Test
    void selectionsOfSsvcAreValidAndReadBackTheSameList() {
        String ssvc = written((writer, out) -> writer.ssvc(out, Long.MAX_VALUE));

        for (JsonNode list : JsonMapper.shared().readTree(ssvc)) {
            assertThat(OfficialSchemas.ssvc(list.toString())).isEmpty();
        }
        assertThat(lines(Collected.of(ssvc).open()).stream().map(line -> shortened(line)))
                .isEqualTo(lines(FINDINGS).stream().map(line -> shortened(line)).toList());
    }

    /** SSVC says nothing of fixed versions. */
    private static String shortened(String line) {
        return withoutPath(line).replace("3.0.13", "").stripTrailing();
    }

    @Test
    void jsonJsonLinesAndCsvAreReadBackTheSameList() {
        List<BiConsumer<FindingWriter, Writer>> forms = List.of(
                (writer, out) -> writer.json(out, Long.MAX_VALUE),
                (writer, out) -> writer.lines(out, Long.MAX_VALUE),
                (writer, out) -> writer.csv(out, Long.MAX_VALUE));
        for (BiConsumer<FindingWriter, Writer> form : forms) {
            Collected read = Collected.of(written(form));
            assertThat(lines(read.open())).isEqualTo(lines(FINDINGS));
            assertThat(read.open()).allMatch(one -> one.severity().equals("HIGH"));
        }
    }
}
