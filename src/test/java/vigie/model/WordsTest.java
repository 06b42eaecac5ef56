package vigie.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words by which sources name states, versions, severities, kinds and publications. */
class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "0.0, None",
        "0.1, Low",
        "3.9, Low",
        "4.0, Medium",
        "6.9, Medium",
        "7.0, High",
        "8.9, High",
        "9.0, Critical",
        "10.0, Critical"
    })
    void aScoreAtTheBorderBelongsToTheBandThatBeginsThere(double score, String band) {
        assertThat(Severity.of(score)).hasToString(band);
        assertThat(Severity.parse(band.toUpperCase())).contains(Severity.of(score));
        assertThat(Severity.of(score).from()).isLessThanOrEqualTo(score);
        assertThat(Severity.of(score).to()).isGreaterThan(score);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 10.1, Double.NaN, Double.POSITIVE_INFINITY})
    void aScoreOutsideTheScaleIsRefused(double score) {
        Origin origin = new Origin(Origin.Kind.CNA, "");
        assertThatIllegalArgumentException().isThrownBy(() -> new Assessment(CvssVersion.V3_1, score, "", origin));
    }

    @ParameterizedTest
    @CsvSource({"-0.1, 0", "1.1, 0", "NaN, 0", "0, -0.1", "0, 1.1", "0, NaN"})
    void anEpssScoreOutsideZeroToOneIsRefused(double score, double percentile) {
        CveId cve = CveId.of("CVE-2024-0001");
        assertThatIllegalArgumentException().isThrownBy(() -> new EpssScore(cve, score, percentile));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0", "3.0", "3.1", "4.0"})
    void everyCvssVersionIsReadAsItIsWritten(String text) {
        assertThat(CvssVersion.of(text)).map(CvssVersion::toString).contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "5.0", "CVSS:3.1"})
    void anotherCvssVersionIsNone(String text) {
        assertThat(CvssVersion.of(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PUBLISHED, PUBLISHED, true",
        "rejected, REJECTED, false",
        "Reserved, RESERVED, false",
        "EXPLODED, UNKNOWN, true",
        "'', UNKNOWN, true"
    })
    void aStateIsReadInAnyCaseAndAnotherWordIsNoFailure(String text, CveState state, boolean reported) {
        assertThat(CveState.of(text)).isEqualTo(state);
        assertThat(state.reported()).isEqualTo(reported);
    }

    @Test
    void anOriginIsShownWithItsRoleAndName() {
        assertThat(new Origin(Origin.Kind.CNA, "palo_alto")).hasToString("cna:palo_alto");
        assertThat(new Origin(Origin.Kind.CISA_ADP, "CISA-ADP")).hasToString("adp:CISA-ADP");
        assertThat(new Origin(Origin.Kind.CNA, "")).hasToString("cna");
        assertThat(new Origin(Origin.Kind.NVD, "nvd")).hasToString("nvd");
        assertThat(new Origin(Origin.Kind.NVD_SECONDARY, "acme")).hasToString("nvd:acme");
    }

    @ParameterizedTest
    @CsvSource({"exploited, EXPLOITED, false", "POC, POC, true", "Module, MODULE, true", "rumour, OTHER, false"})
    void aKindOfEvidenceIsReadInAnyCase(String text, EvidenceKind kind, boolean exploit) {
        assertThat(EvidenceKind.of(text)).isEqualTo(kind);
        assertThat(kind.publicExploit()).isEqualTo(exploit);
    }

    @Test
    void aPublicationsReferenceTellsItsKind() {
        assertThat(BulletinRef.parse("CERTFR-2025-ALE-013"))
                .map(BulletinRef::kind)
                .contains(Bulletin.Kind.ALERTE);
        assertThat(BulletinRef.parse("CERTA-2010-AVI-001"))
                .map(BulletinRef::kind)
                .contains(Bulletin.Kind.AVIS);
        assertThat(BulletinRef.in("/avis/CERTFR-2026-AVI-0110/")).contains(new BulletinRef("CERTFR-2026-AVI-0110"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "CERTFR-2025-ACT-001", "CERTFR-2025-AVI-../x", "certfr-2025-avi-0001", "CERTFR-2025-AVI-1\n"
            })
    void anythingElseIsNoReference(String text) {
        assertThat(BulletinRef.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new BulletinRef(text));
    }
}
