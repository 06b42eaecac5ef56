package vigie.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import vigie.model.Assessment;
import vigie.model.CvssVersion;
import vigie.model.Origin;

class CvssMetricsTest {

    private static final Map<String, String> WORST = Map.of(
            "AV",
            "NETWORK",
            "AC",
            "LOW",
            "PR",
            "NONE",
            "UI",
            "NONE",
            "S",
            "UNCHANGED",
            "C",
            "HIGH",
            "I",
            "HIGH",
            "A",
            "HIGH");

    @Test
    void versionsTwoThreeAndFourNameTheSameThingsAlike() {
        assertThat(of("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")).isEqualTo(WORST);
        assertThat(of("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"))
                .isEqualTo(WORST);
        assertThat(of("AV:N/AC:L/Au:N/C:C/I:C/A:C"))
                .containsEntry("AV", "NETWORK")
                .containsEntry("PR", "NONE")
                .containsEntry("C", "HIGH")
                .doesNotContainKeys("UI", "S");
    }

    @Test
    void versionFourSaysScopeAndComplexityInOtherWords() {
        assertThat(of("CVSS:4.0/AV:N/AC:L/AT:P/PR:L/UI:P/VC:L/VI:N/VA:N/SC:H/SI:N/SA:N"))
                .isEqualTo(Map.of(
                        "AV",
                        "NETWORK",
                        "AC",
                        "HIGH",
                        "PR",
                        "LOW",
                        "UI",
                        "REQUIRED",
                        "S",
                        "CHANGED",
                        "C",
                        "LOW",
                        "I",
                        "NONE",
                        "A",
                        "NONE"));
    }

    @Test
    void threatMetricsAreLeftOutAsTheyTellTheOutcome() {
        assertThat(of("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:H/RL:O/RC:C"))
                .isEqualTo(WORST);
    }

    @Test
    void whatIsNoVectorSaysNothing() {
        assertThat(of("")).isEmpty();
        assertThat(of("AV:Q/AC/::/nonsense/PR:")).isEmpty();
    }

    private static Map<String, String> of(String vector) {
        return CvssMetrics.of(new Assessment(CvssVersion.V3_1, 5, vector, new Origin(Origin.Kind.CNA, "test")));
    }
}
