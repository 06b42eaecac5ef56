package vigie.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.testing.CveText.cve;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vigie.finding.Component;
import vigie.finding.Finding;
import vigie.finding.Position;
import vigie.finding.Statement;
import vigie.finding.Suppression;
import vigie.finding.Suppressions;
import vigie.model.CveId;
import vigie.ssvc.Assets;
import vigie.ssvc.Trees;
import vigie.store.RunAccount;
import vigie.store.Tally;
import vigie.testing.Seen;
import vigie.testing.TestHome;

class TriageTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-01-30");
    private static final String NETWORK = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";
    private static final String LOCAL = "CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:L/A:N";

    private final TestHome home = TestHome.make();

    @BeforeEach
    void fill() {
        home.ingest(
                "2026-01-10",
                cve("CVE-2026-0001").cvss(9.8, NETWORK).listed(),
                cve("CVE-2026-0002").cvss(9.8, NETWORK).listed(),
                cve("CVE-2026-0003").cvss(2.0, LOCAL).listed(),
                cve("CVE-2026-0004").listed(),
                cve("CVE-2026-0005").state("REJECTED").listed(),
                cve("CVE-2026-0006").cvss(0.0, LOCAL).listed());
        home.later("kev", "2026-01-12", Seen.kev("CVE-2026-0001", "cisa", "2026-01-11"), Seen.end("cisa"));
        Instant then = Instant.parse("2026-01-12T10:00:00Z");
        home.writer().finished(new RunAccount("kev", then, then, RunAccount.Outcome.DONE, 1, Tally.NONE, ""));
        home.ingest("2026-01-12", Seen.epss(LocalDate.parse("2026-01-12"), Map.of("CVE-2026-0002", 0.3)));
    }

    @AfterEach
    void close() {
        home.close();
    }

    private static Finding finding(String id, String asset, String component) {
        Optional<CveId> cve = CveId.parse(id);
        return new Finding(
                List.of(id),
                cve.stream().toList(),
                List.of(),
                asset,
                new Component(component, "1.0", "", "deb", ""),
                "1.1",
                "HIGH",
                OptionalDouble.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                "report.json",
                Position.NOWHERE);
    }

    private void ranked(Assets assets, Consumer<Triage> reports, Consumer<Ranking> taker) {
        try (Knowledge knowledge = new Knowledge(home.reader());
                Triage triage = new Triage(knowledge, Trees.usual(), assets, TODAY)) {
            reports.accept(triage);
            taker.accept(triage.rank());
        }
    }

    private List<String> lines(List<Finding> findings) {
        List<String> lines = new ArrayList<>();
        ranked(
                Assets.NONE,
                triage -> findings.forEach(triage::finding),
                ranking -> ranking.each(row -> lines.add(
                        row.rank() + " " + row.id() + " " + row.finding().asset() + " " + row.packageName() + " "
                                + row.finding().component().version())));
        return lines;
    }

    @Test
    void whatIsExploitedComesFirstAndWhatIsRejectedLast() {
        List<String> lines = lines(List.of(
                finding("CVE-2026-0005", "web-1", "a"),
                finding("CVE-2026-0003", "web-1", "a"),
                finding("CVE-2026-0002", "web-1", "a"),
                finding("CVE-2026-0001", "web-2", "b"),
                finding("CVE-2026-0001", "web-1", "b"),
                finding("CVE-2026-0001", "web-1", "a")));

        assertThat(lines)
                .containsExactly(
                        "1 CVE-2026-0001 web-1 a 1.0",
                        "2 CVE-2026-0001 web-1 b 1.0",
                        "3 CVE-2026-0001 web-2 b 1.0",
                        "4 CVE-2026-0002 web-1 a 1.0",
                        "5 CVE-2026-0003 web-1 a 1.0",
                        "6 CVE-2026-0005 web-1 a 1.0");
    }

    @Test
    void theSameFindingsInAnotherOrderGiveTheSameList() {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            findings.add(finding("CVE-2026-000" + (1 + i % 6), "web-" + i % 7, "package-" + i % 5));
            findings.add(finding("GHSA-" + i % 9, "web-" + i % 3, "package-" + i % 4));
        }
        List<String> first = lines(findings);
        for (int seed = 0; seed < 3; seed++) {
            Collections.shuffle(findings, new Random(seed));
            assertThat(lines(findings)).isEqualTo(first);
        }
        assertThat(first).hasSize(800);
    }

    @Test
    void everyEntryIsAccountedFor() {
        Finding several = finding("CVE-2026-0001", "web-1", "a")
                .with(List.of(CveId.of("CVE-2026-0001"), CveId.of("CVE-2026-0002")));
        Finding hidden = finding("CVE-2026-0003", "web-9", "a").with(Suppression.inReport("not_affected", ""));
        ranked(
                Assets.NONE,
                triage -> List.of(
                                several,
                                hidden,
                                finding("GHSA-1", "web-1", "a"),
                                finding("CVE-2026-9999", "web-1", "a"))
                        .forEach(triage::finding),
                ranking -> {
                    assertThat(ranking.account()).isEqualTo(new Account(3, 1, 1, 0, 0, Account.Led.NONE));
                    assertThat(ranking.account().entries()).isEqualTo(5);
                    assertThat(ranking.size()).isEqualTo(4);
                    assertThat(ranking.scanned()).containsExactly("web-1", "web-9");
                    assertThat(ranking.decisions().values().stream()
                                    .mapToLong(count -> count)
                                    .sum())
                            .isEqualTo(4);
                });
    }

    @Test
    void anotherIdentifierIsLedToItsCveByWhatFilesSay() {
        ranked(
                Assets.NONE,
                triage -> {
                    triage.finding(finding("GHSA-aaaa-bbbb-cccc", "web-1", "a"));
                    triage.aliases(List.of("PYSEC-1", "CVE-2026-0001"));
                    triage.aliases(List.of("ghsa-AAAA-bbbb-cccc", "PYSEC-1"));
                },
                ranking -> {
                    Ranked row = ranking.at(0);
                    assertThat(row.cve()).contains(CveId.of("CVE-2026-0001"));
                    assertThat(row.aliases()).containsExactly("GHSA-aaaa-bbbb-cccc");
                    assertThat(ranking.account().unmatched()).isZero();
                });
    }

    private void refer() {
        String errata = "https://access.redhat.com/errata/RHSA-2026:0001";
        home.ingest(
                "2026-01-13",
                cve("CVE-2026-0011")
                        .reference("https://github.com/advisories/GHSA-aaaa-bbbb-cccc", "x")
                        .reference(errata, "x")
                        .listed(),
                cve("CVE-2026-0012").reference(errata, "x").listed(),
                cve("CVE-2026-0013").state("REJECTED").reference(errata, "x").listed());
    }

    @Test
    void anotherIdentifierIsLedToCvesByReferencesOfTheirRecords() {
        refer();
        ranked(
                Assets.NONE,
                triage -> {
                    triage.finding(finding("ghsa-aaaa-bbbb-cccc", "web-1", "a"));
                    triage.finding(finding("RHSA-2026:0001", "web-1", "b"));
                    triage.finding(finding("PYSEC-2026-1", "web-1", "c"));
                    triage.aliases(List.of("PYSEC-2026-1", "GHSA-aaaa-bbbb-cccc"));
                    triage.finding(finding("RHSA-2026:0002", "web-1", "d"));
                },
                ranking -> {
                    List<String> rows = new ArrayList<>();
                    ranking.each(row -> rows.add(row.id() + " " + row.packageName() + " " + row.aliases()));
                    assertThat(rows)
                            .containsExactlyInAnyOrder(
                                    "CVE-2026-0012 b [RHSA-2026:0001]",
                                    "CVE-2026-0011 a [ghsa-aaaa-bbbb-cccc]",
                                    "CVE-2026-0011 b [RHSA-2026:0001]",
                                    "CVE-2026-0011 c [PYSEC-2026-1]",
                                    "RHSA-2026:0002 d []");
                    assertThat(ranking.account()).isEqualTo(new Account(4, 1, 0, 0, 0, new Account.Led(0, 3)));
                });
    }

    @Test
    void aReferenceThatARecordNoLongerHasLeadsNowhere() {
        refer();
        home.ingest(
                "2026-01-14",
                cve("CVE-2026-0011").modified("2026-01-14T00:00:00Z").listed());
        assertThat(lines(List.of(finding("GHSA-aaaa-bbbb-cccc", "web-1", "a"))))
                .containsExactly("1 GHSA-aaaa-bbbb-cccc web-1 a 1.0");
    }

    @Test
    void whatIsLedToASuppressedCveDoesNotCount() {
        refer();
        Suppressions suppressions = new Suppressions();
        suppressions.add(new Statement(
                List.of("CVE-2026-0011"),
                List.of("b"),
                List.of(),
                "not_affected",
                "",
                "",
                "vex.json",
                Position.NOWHERE));
        ranked(
                Assets.NONE,
                triage -> {
                    triage.suppressedBy(suppressions);
                    triage.finding(finding("RHSA-2026:0001", "web-1", "b"));
                },
                ranking -> {
                    assertThat(ranking.size()).isEqualTo(1);
                    assertThat(ranking.at(0).id()).isEqualTo("CVE-2026-0012");
                    assertThat(ranking.account().suppressed()).isEqualTo(1);
                    ranking.suppressed(one -> assertThat(one.cves()).containsExactly(CveId.of("CVE-2026-0011")));
                });
    }

    @Test
    void aScoreThatNobodyGivesIsNotZero() {
        assertThat(lines(List.of(finding("CVE-2026-0004", "w", "a"), finding("CVE-2026-0006", "w", "a"))))
                .as("automatable and impact are undecided without a vector: the worst outcome counts")
                .containsExactly("1 CVE-2026-0004 w a 1.0", "2 CVE-2026-0006 w a 1.0");
    }

    @Test
    void aListOfAssetsDecidesAndIsAskedForWhereItWouldDecideMost() {
        List<Finding> findings = List.of(
                finding("CVE-2026-0001", "web-01", "a"),
                finding("CVE-2026-0001", "web-02", "a"),
                finding("CVE-2026-0001", "db", "a"),
                finding("CVE-2026-0003", "web-01", "a"));
        ranked(Assets.NONE, triage -> findings.forEach(triage::finding), ranking -> {
            assertThat(ranking.at(0).decision().orElseThrow().decided()).isTrue();
            assertThat(ranking.at(0).due().orElseThrow().day()).isEqualTo("2026-01-14");
            assertThat(ranking.undecided()).isEqualTo(1);
            assertThat(ranking.question().orElseThrow())
                    .matches(question -> question.assets().equals("web-01") && question.rows() == 1);
        });
        Assets assets = Assets.read("name,exposure\nweb-*,internal\n".getBytes(StandardCharsets.UTF_8));
        ranked(assets, triage -> findings.forEach(triage::finding), ranking -> {
            assertThat(ranking.undecided()).isZero();
            assertThat(ranking.question()).isEmpty();
        });
    }

    @Test
    void gatesStopAtAnOutcomeOrAWorseOne() {
        ranked(Assets.NONE, triage -> triage.finding(finding("CVE-2026-0001", "web-1", "a")), ranking -> {
            Ranked row = ranking.at(0);
            assertThat(Gate.parse("kev", Trees.usual()).orElseThrow().stops(row))
                    .isTrue();
            assertThat(Gate.parse("14-days", Trees.usual()).orElseThrow().stops(row))
                    .isTrue();
            assertThat(Gate.parse("cvss>=9.9", Trees.usual()).orElseThrow().stops(row))
                    .isFalse();
            assertThat(Gate.parse("score>=0.01", Trees.usual()).orElseThrow().stops(row))
                    .isFalse();
            assertThat(Gate.parse("immediate", Trees.usual())).isEmpty();
            assertThat(Gate.parse("immediate", Trees.named("deployer").orElseThrow()))
                    .isPresent();
        });
    }

    @Test
    void findingsThatDoNotFitIntoMemoryComeBackFromAFile() {
        try (Spool spool = new Spool(0)) {
            FindingForm form = new FindingForm();
            Finding finding = finding("CVE-2026-0001", "é".repeat(300_000), "a")
                    .with(new Suppression("not_affected", "why", "vex.json"));
            List<Long> places = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                int length = form.write(finding);
                places.add(spool.add(form.bytes(), length));
            }
            assertThat(places).doesNotHaveDuplicates();
            Collections.reverse(places);
            places.forEach(
                    place -> assertThat(FindingForm.read(spool.get(place))).isEqualTo(finding));
        }
    }
}
