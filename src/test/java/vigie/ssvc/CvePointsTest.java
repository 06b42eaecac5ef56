package vigie.ssvc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.model.Assessment;
import vigie.model.CveId;
import vigie.model.CveState;
import vigie.model.CvssVersion;
import vigie.model.Dossier;
import vigie.model.Dossier.Sign;
import vigie.model.EvidenceKind;
import vigie.model.Origin;
import vigie.model.Ssvc;
import vigie.ssvc.Answer.Basis;

/** The decision points of a CVE, and who says each. */
class CvePointsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 20);
    private static final Origin CISA = new Origin(Origin.Kind.CISA_ADP, "CISA-ADP");
    private static final Origin OTHER = new Origin(Origin.Kind.CNA, "other");
    private static final Origin THIRD = new Origin(Origin.Kind.ADP, "third");

    private static Sign sign(EvidenceKind kind, String source) {
        return new Sign(kind, source, DAY, Optional.empty());
    }

    private static Ssvc decision(String exploitation, String automatable, String impact, Origin origin, int day) {
        return new Ssvc(
                exploitation,
                automatable,
                impact,
                Optional.of(Instant.parse("2026-01-%02dT00:00:00Z".formatted(day))),
                origin);
    }

    private static Assessment cvss(CvssVersion version, String vector) {
        return new Assessment(version, 5, vector, OTHER);
    }

    private static CvePoints points(List<Sign> signs, List<Ssvc> decisions, Assessment... assessments) {
        return CvePoints.of(CveState.PUBLISHED, signs, decisions, List.of(assessments), true);
    }

    private static Optional<Answer> answer(CvePoints points, String point) {
        return points.points().answer(point);
    }

    private static Answer source(String value, String... by) {
        return new Answer(Set.of(value), Basis.SOURCE, List.of(by));
    }

    @Test
    void anyReportOfExploitationMakesItActiveAndOnlyCisasCatalogueIsKev() {
        CvePoints eu = points(List.of(sign(EvidenceKind.EXPLOITED, "eukev"), sign(EvidenceKind.POC, "poc")), List.of());
        assertThat(answer(eu, Points.EXPLOITATION)).contains(source("A", "eukev"));
        assertThat(answer(eu, Points.IN_KEV)).contains(new Answer(Set.of("N"), Basis.ABSENCE, List.of("kev")));
        assertThat(eu.listed()).isEmpty();
        CvePoints kev = points(List.of(sign(EvidenceKind.EXPLOITED, "kev")), List.of());
        assertThat(answer(kev, Points.EXPLOITATION)).contains(source("A", "kev"));
        assertThat(answer(kev, Points.IN_KEV)).contains(source("Y", "kev"));
        assertThat(kev.listed()).contains(DAY);
        CvePoints decided = points(List.of(), List.of(decision("active", "", "", CISA, 3)));
        assertThat(answer(decided, Points.EXPLOITATION)).contains(source("A", "ssvc"));
    }

    @Test
    void whatWasWithdrawnIsNeitherListedNorActive() {
        Sign gone = new Sign(EvidenceKind.EXPLOITED, "kev", DAY, Optional.of(DAY.plusDays(1)));
        CvePoints points = points(List.of(gone), List.of());
        assertThat(answer(points, Points.IN_KEV).orElseThrow().values()).containsExactly("N");
        assertThat(answer(points, Points.EXPLOITATION).orElseThrow().values()).containsExactly("N");
    }

    @Test
    void aPublicExploitIsAProofOfConcept() {
        for (EvidenceKind kind :
                List.of(EvidenceKind.EXPLOIT, EvidenceKind.MODULE, EvidenceKind.TEMPLATE, EvidenceKind.POC)) {
            CvePoints points = points(List.of(sign(kind, "x")), List.of(decision("none", "", "", CISA, 3)));
            assertThat(answer(points, Points.EXPLOITATION)).contains(source("P", "x"));
        }
        assertThat(answer(points(List.of(sign(EvidenceKind.OTHER, "x")), List.of()), Points.EXPLOITATION))
                .contains(new Answer(Set.of("N"), Basis.ABSENCE, List.of()));
        assertThat(answer(points(List.of(), List.of(decision("poc", "", "", CISA, 3))), Points.EXPLOITATION))
                .contains(source("P", "adp:CISA-ADP"));
    }

    @Test
    void withoutCisasCatalogueNothingIsKnownToBeAbsent() {
        CvePoints points = CvePoints.of(CveState.PUBLISHED, List.of(), List.of(), List.of(), false);
        assertThat(points.points().answers()).isEmpty();
    }

    @Test
    void aPastDayKnowsNothingOfWhatCameLater() {
        Dossier dossier = new Dossier(
                CveId.of("CVE-2026-1001"),
                List.of(),
                List.of(
                        sign(EvidenceKind.EXPLOITED, "kev"),
                        new Sign(EvidenceKind.POC, "poc", DAY.minusDays(3), Optional.empty())),
                List.of(),
                List.of());
        CvePoints before = CvePoints.of(dossier.asOf(DAY.minusDays(1)), true);
        assertThat(answer(before, Points.EXPLOITATION)).contains(source("P", "poc"));
        assertThat(answer(before, Points.IN_KEV).orElseThrow().values()).containsExactly("N");
        assertThat(before.listed()).isEmpty();
        CvePoints then = CvePoints.of(dossier.asOf(DAY), true);
        assertThat(answer(then, Points.IN_KEV).orElseThrow().values()).containsExactly("Y");
        assertThat(answer(then, Points.EXPLOITATION)).contains(source("A", "kev"));
    }

    @Test
    void aRejectedCveHasNoDecisionPoints() {
        assertThat(CvePoints.of(
                        CveState.REJECTED, List.of(sign(EvidenceKind.EXPLOITED, "kev")), List.of(), List.of(), true))
                .isEqualTo(CvePoints.NONE);
    }

    @Test
    void cisasNewestWordComesFirstThenOthersThenTheVector() {
        Assessment vector = cvss(CvssVersion.V3_1, "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H");
        CvePoints cisa = points(
                List.of(),
                List.of(
                        decision("", "no", "partial", CISA, 4),
                        decision("", "yes", "total", CISA, 3),
                        decision("", "yes", "total", OTHER, 5)),
                vector);
        assertThat(answer(cisa, Points.AUTOMATABLE)).contains(source("N", "adp:CISA-ADP"));
        assertThat(answer(cisa, Points.TECHNICAL_IMPACT)).contains(source("P", "adp:CISA-ADP"));
        CvePoints others =
                points(List.of(), List.of(decision("", "no", "", OTHER, 4), decision("", "yes", "", THIRD, 3)), vector);
        assertThat(answer(others, Points.AUTOMATABLE).orElseThrow().values()).containsExactlyInAnyOrder("N", "Y");
        assertThat(answer(others, Points.TECHNICAL_IMPACT))
                .contains(new Answer(Set.of("T"), Basis.DERIVED, List.of(vector.vector())));
    }

    @ParameterizedTest
    @CsvSource({
        "V3_1, CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:N, Y, T",
        "V3_1, CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:L/A:H, N, P",
        "V3_0, CVSS:3.0/AV:N/AC:H/PR:N/UI:N/S:C/C:L/I:H/A:H, N, P",
        "V3_1, CVSS:3.1/AV:A/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H, N, P",
        "V4_0, CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:H/VA:N/SC:N/SI:N/SA:N, Y, T",
        "V4_0, CVSS:4.0/AV:N/AC:L/AT:N/PR:L/UI:N/VC:H/VI:N/VA:N/SC:H/SI:H/SA:N, N, P",
        "V2_0, AV:N/AC:M/Au:N/C:C/I:C/A:C, N, T",
        "V2_0, AV:N/AC:L/Au:N/C:P/I:C/A:C, , P",
        "V3_1, CVSS:3.1/AV:N, ,",
        "V3_1, nonsense, ,"
    })
    void theVectorAnswersWhatItCan(CvssVersion version, String vector, String automatable, String impact) {
        CvePoints points = points(List.of(), List.of(), cvss(version, vector));
        assertThat(answer(points, Points.AUTOMATABLE).map(a -> String.join("", a.values())))
                .isEqualTo(Optional.ofNullable(automatable));
        assertThat(answer(points, Points.TECHNICAL_IMPACT).map(a -> String.join("", a.values())))
                .isEqualTo(Optional.ofNullable(impact));
    }
}
