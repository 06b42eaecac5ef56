package vigie.model;

import static org.assertj.core.api.Assertions.assertThat;
import static vigie.model.VersionStatus.AFFECTED;
import static vigie.model.VersionStatus.UNAFFECTED;
import static vigie.model.VersionStatus.UNKNOWN;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AffectedTest {

    private static VersionStatus status(String defaultStatus, VersionRange... versions) {
        return new Affected(
                        "Acme",
                        "Gadget",
                        "",
                        List.of(),
                        defaultStatus,
                        List.of(versions),
                        List.of(),
                        "",
                        new Origin(Origin.Kind.CNA, "acme"))
                .status();
    }

    private static VersionRange version(String version, String status) {
        return new VersionRange(version, status, Optional.empty(), Optional.empty());
    }

    private static VersionRange all(String status) {
        return new VersionRange("0", status, Optional.of("*"), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "affected, AFFECTED",
        "Affected, AFFECTED",
        "unaffected, UNAFFECTED",
        "UNAFFECTED, UNAFFECTED",
        "' not affected ', UNAFFECTED",
        "unknown, UNKNOWN",
        "'', UNKNOWN",
        "maybe, UNKNOWN"
    })
    void withoutVersionsTheDefaultStands(String written, VersionStatus status) {
        assertThat(status(written)).isEqualTo(status);
    }

    @Test
    void oneAffectedVersionIsEnough() {
        assertThat(status("unaffected", version("1", "unaffected"), version("2", "affected")))
                .isEqualTo(AFFECTED);
        assertThat(status("unaffected", version("2", "AFFECTED"))).isEqualTo(AFFECTED);
    }

    @Test
    void aProductIsUnaffectedIfNoVersionIsLeft() {
        assertThat(status("unaffected", version("1", "unaffected"))).isEqualTo(UNAFFECTED);
        assertThat(status("", version("All", "unaffected"))).isEqualTo(UNAFFECTED);
        assertThat(status("unknown", all("unaffected"))).isEqualTo(UNAFFECTED);
        assertThat(status("affected", all("unaffected")))
                .as("the default has no version left")
                .isEqualTo(UNAFFECTED);
    }

    @Test
    void whatIsNotSaidOfAllVersionsHidesNothing() {
        assertThat(status("", version("2.0", "unaffected"))).isEqualTo(UNKNOWN);
        assertThat(status("unknown", version("2.0", "unaffected"))).isEqualTo(UNKNOWN);
        assertThat(status("unaffected", version("1", ""))).isEqualTo(UNKNOWN);
        assertThat(status("affected", version("2.0", "unaffected"))).isEqualTo(AFFECTED);
    }

    @Test
    void aChangeWithinARangeCounts() {
        VersionRange turning = new VersionRange(
                "0",
                "unaffected",
                Optional.empty(),
                Optional.of("*"),
                Optional.empty(),
                "custom",
                List.of(new VersionRange.Change("2.0", "affected"), new VersionRange.Change("2.4", "unaffected")));
        assertThat(status("unaffected", turning)).isEqualTo(AFFECTED);
    }

    @ParameterizedTest
    @CsvSource({
        "Microsoft Internet Explorer 7 sous Windows Vista n'est pas affecté., false",
        "Les versions antérieures ne sont pas affectées., false",
        "Eterm 0.9.x (Eterm 0.9.2 n'est pas vulnérable) ;, true",
        "versions 5.1 ou si Trusted Access n'est pas activé, true",
        "'', true",
        "Windows 10, true"
    })
    void aSystemOfAPublicationIsUnaffectedIfItsSentenceSaysSo(String description, boolean affected) {
        assertThat(new Bulletin.AffectedSystem("", "", description, false).mayBeAffected())
                .isEqualTo(affected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", " ", "n'est pas vuln", "n'est pas vulnérable; "})
    @Timeout(20)
    void aLongDescriptionCostsTimeInProportion(String part) {
        assertThat(new Bulletin.AffectedSystem("", "", part.repeat(20_000) + "x", false).mayBeAffected())
                .isTrue();
    }
}
