package vigie.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.facts.CvssMetric.Weight;
import vigie.model.CvssVersion;
import vigie.text.Messages;

class CvssDecoderTest {

    private static List<CvssMetric> decode(String language, CvssVersion version, String vector) {
        return new CvssDecoder(new Messages(language)).metrics(version, vector);
    }

    private static List<String> said(String language, CvssVersion version, String vector) {
        return decode(language, version, vector).stream()
                .map(metric -> metric.name() + ": " + metric.words())
                .toList();
    }

    @Test
    void aVectorIsSaidMetricByMetric() {
        assertThat(decode("en", CvssVersion.V3_1, "CVSS:3.1/AV:N/AC:H/PR:L/UI:N/S:U/C:H/I:L/A:N"))
                .extracting(CvssMetric::code, CvssMetric::name, CvssMetric::words, CvssMetric::weight)
                .containsExactly(
                        tuple("AV", "Attack vector", "Network", Weight.MOST),
                        tuple("AC", "Attack complexity", "High", Weight.LEAST),
                        tuple("PR", "Privileges required", "Low", Weight.MORE),
                        tuple("UI", "User interaction", "None", Weight.MOST),
                        tuple("S", "Scope", "Unchanged", Weight.LEAST),
                        tuple("C", "Confidentiality", "High", Weight.MOST),
                        tuple("I", "Integrity", "Low", Weight.MORE),
                        tuple("A", "Availability", "None", Weight.LEAST));
    }

    @Test
    void everyVersionHasItsOwnWords() {
        assertThat(said("en", CvssVersion.V2_0, "(AV:N/AC:M/Au:S/C:P/I:C/A:N)"))
                .containsExactly(
                        "Access vector: Network",
                        "Access complexity: Medium",
                        "Authentication: Single",
                        "Confidentiality impact: Partial",
                        "Integrity impact: Complete",
                        "Availability impact: None");
        assertThat(said("en", CvssVersion.V4_0, "CVSS:4.0/AV:P/AT:P/UI:P/VC:L/SI:S/E:A/U:Amber"))
                .containsExactly(
                        "Attack vector: Physical",
                        "Attack requirements: Present",
                        "User interaction: Passive",
                        "Vulnerable system confidentiality: Low",
                        "Subsequent system integrity: Safety",
                        "Exploit maturity: Attacked",
                        "Provider urgency: Amber");
    }

    @Test
    void wordsAreInTheUsersLanguage() {
        assertThat(said("fr", CvssVersion.V3_0, "CVSS:3.0/AV:N/PR:N/MS:C"))
                .containsExactly("Vecteur d’attaque: Réseau", "Privilèges requis: Aucun", "Portée (modifié): Changée");
    }

    @Test
    void whatAVectorLeavesUndefinedIsLeftOut() {
        assertThat(said("en", CvssVersion.V4_0, "CVSS:4.0/AV:N/E:X/MAV:X/MSI:S"))
                .containsExactly("Attack vector: Network", "Modified Subsequent system integrity: Safety");
        assertThat(said("en", CvssVersion.V2_0, "AV:L/E:ND")).containsExactly("Access vector: Local");
    }

    @Test
    void whatIsNotKnownIsShownAsWritten() {
        assertThat(decode("en", CvssVersion.V3_1, "CVSS:3.1/AV:Q/ZZ:N"))
                .containsExactly(
                        new CvssMetric("AV", "Attack vector", "Q", "Q", Weight.NONE),
                        new CvssMetric("ZZ", "ZZ", "N", "N", Weight.NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "N", "/", ":", "::::", "CVSS:3.1", "CVSS:3.1/", "()", "/////"})
    void whatIsNoVectorSaysNothing(String vector) {
        assertThat(decode("en", CvssVersion.V3_1, vector)).isEmpty();
    }

    @Test
    void anEndlessVectorIsCutShort() {
        assertThat(decode("en", CvssVersion.V3_1, "AV:N/".repeat(100_000))).hasSize(64);
        assertThat(decode("en", CvssVersion.V3_1, "A".repeat(100_000) + ":\u202e" + "B".repeat(100_000)))
                .allSatisfy(metric -> assertThat(metric.code() + metric.value()).hasSizeLessThan(50));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void everyMetricAndValueHasWords(String language) {
        Messages words = new Messages(language).bundle("cvss");

        assertThat(CvssDecoder.keys()).isNotEmpty().allMatch(words::knows);
    }
}
