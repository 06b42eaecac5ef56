package vigie.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionIntervalTest {

    @ParameterizedTest
    @CsvSource({
        "1.2, 1.10",
        "1.0-rc1, 1.0",
        "1.0, 1.0a",
        "1.0.2j, 1.0.2k",
        "7.2.4, 7.2.5",
        "v9.9, 10",
        "10.0.17763.1, 10.0.17763.5936",
        "15.2(3)E, 15.2(4)E",
        "1:2.3, 2.4"
    })
    void versionsStandInTheOrderOfTheirNumbers(String before, String after) {
        assertThat(VersionOrder.compare(VersionOrder.key(before), VersionOrder.key(after))
                        .orElseThrow())
                .isNegative();
        assertThat(VersionOrder.compare(VersionOrder.key(after), VersionOrder.key(before))
                        .orElseThrow())
                .isPositive();
    }

    @ParameterizedTest
    @CsvSource({"1.0, 1.0.0", "v2.1, 2.1", "1.0-RC1, 1.0-rc1"})
    void theSameVersionIsWrittenInSeveralWays(String one, String other) {
        assertThat(VersionOrder.compare(VersionOrder.key(one), VersionOrder.key(other)))
                .hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unspecified", "a1b2c3d4e5f6a7b8", "before the patch"})
    void whatIsNoVersionHasNoOrder(String text) {
        assertThat(VersionOrder.compare(VersionOrder.key(text), VersionOrder.key("1.0")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            < 2.4.50                                   | 2.4.49 | 2.4.50
            >= 1.2, < 2.0                              | 1.2    | 2.0
            versions 7.2.x antérieures à 7.2.5         | 7.2.4  | 7.0.4
            versions antérieures à 7.2.5               | 7.0    | 7.2.5
            versions antérieures ou égales à 7.2.5     | 7.2.5  | 7.2.6
            7.0.0 through 7.0.13                       | 7.0.13 | 7.0.14
            versions 7.0.0 à 7.0.13                    | 7.0.1  | 7.1
            2.4.50 and earlier                         | 2.4.50 | 2.5
            2.4.50 et antérieures                      | 2.4.49 | 2.5
            versions 6.4.x                             | 6.4.15 | 6.5
            6.4                                        | 6.4.0  | 6.4.1
            prior to 3.1                               | 3.0    | 3.1
            """)
    void rangesAreReadAsTheyAreWritten(String text, String in, String out) {
        assertThat(meets(text, in)).isEqualTo(Optional.of(true));
        assertThat(meets(text, out)).isEqualTo(Optional.of(false));
    }

    private static Optional<Boolean> meets(String text, String version) {
        List<VersionInterval> read = VersionInterval.in(text);
        assertThat(read).hasSize(1);
        return read.get(0).meets(VersionInterval.of(version));
    }

    @Test
    void aHostileTextIsReadInNoTime() {
        assertThat(VersionInterval.in("1.".repeat(10_000))).isEmpty();
        assertThat(VersionInterval.in("à 1 ".repeat(240))).isNotEmpty();
        assertThat(VersionOrder.compare(VersionOrder.key("1".repeat(10_000)), VersionOrder.key("1")))
                .isEmpty();
    }

    private static VersionRange listed(String version, String status, String lessThan) {
        return new VersionRange(version, status, Optional.of(lessThan), Optional.empty());
    }

    @Test
    void anEntryDecidesForTheVersionsThatAreAsked() {
        List<VersionRange> ranges = List.of(listed("7.2.0", "affected", "7.2.5"), listed("7.0", "affected", "7.0.13"));
        assertThat(Affected.said(ranges, "").status(VersionInterval.of("7.2.4")))
                .isEqualTo(VersionStatus.AFFECTED);
        assertThat(Affected.said(ranges, "").status(VersionInterval.of("7.4"))).isEqualTo(VersionStatus.UNAFFECTED);
        assertThat(Affected.said(ranges, "affected").status(VersionInterval.of("7.4")))
                .isEqualTo(VersionStatus.AFFECTED);
        assertThat(Affected.said(ranges, "unknown").status(VersionInterval.of("7.4")))
                .isEqualTo(VersionStatus.UNKNOWN);
        assertThat(Affected.said(List.of(), "").status(VersionInterval.of("7.4")))
                .isEqualTo(VersionStatus.UNKNOWN);
    }

    @Test
    void aVersionThatCannotBeComparedIsUnknown() {
        List<VersionRange> ranges = List.of(listed("a1b2c3d4e5f6a7b8", "affected", "b1b2c3d4e5f6a7b8"));
        assertThat(Affected.said(ranges, "unaffected").status(VersionInterval.of("5.15")))
                .isEqualTo(VersionStatus.UNKNOWN);
    }

    @Test
    void aStatusMayChangeWithinARange() {
        VersionRange range = new VersionRange(
                "2.4",
                "affected",
                Optional.empty(),
                Optional.of("3.0"),
                Optional.empty(),
                "semver",
                List.of(new VersionRange.Change("2.4.55", "unaffected")));
        assertThat(Affected.said(List.of(range), "").status(VersionInterval.of("2.4.54")))
                .isEqualTo(VersionStatus.AFFECTED);
        assertThat(Affected.said(List.of(range), "").status(VersionInterval.of("2.4.55")))
                .isEqualTo(VersionStatus.UNAFFECTED);
    }
}
