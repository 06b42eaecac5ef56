package vigie.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.model.Affected;
import vigie.model.Origin;
import vigie.model.VersionRange;
import vigie.text.Messages;

class VersionWordsTest {

    private static final VersionWords WORDS = new VersionWords(new Messages("en").bundle("dossier"));
    private static final VersionWords MOTS = new VersionWords(new Messages("fr").bundle("dossier"));

    private static Optional<String> some(String text) {
        return Optional.ofNullable(text).filter(t -> !t.isEmpty());
    }

    private static VersionRange range(String version, String status, String lessThan, String lessThanOrEqual) {
        return new VersionRange(version, status, some(lessThan), some(lessThanOrEqual));
    }

    private static VersionRange changing(VersionRange.Change... changes) {
        return new VersionRange(
                "10.2.0",
                "affected",
                Optional.empty(),
                Optional.of("10.2.9-h1"),
                Optional.empty(),
                "custom",
                List.of(changes));
    }

    private static Affected entry(String defaultStatus, VersionRange... versions) {
        return new Affected(
                "Acme",
                "Gadget",
                "",
                List.of(),
                defaultStatus,
                List.of(versions),
                List.of(),
                "",
                new Origin(Origin.Kind.CNA, "acme"));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            10.2, -, -, 10.2
            10.2, 10.2.9-h1, -, '≥ 10.2 < 10.2.9-h1'
            10.2, -, 10.2.8, '≥ 10.2 ≤ 10.2.8'
            5.4.189, -, 5.4.*, '≥ 5.4.189 ≤ 5.4.*'
            0, 9.1, -, < 9.1
            *, 9.1, -, < 9.1
            '', -, 9.0, ≤ 9.0
            unspecified, 9.1, -, < 9.1
            10.2, *, -, ≥ 10.2
            10.2, -, *, ≥ 10.2
            *, -, -, ''
            All, -, -, ''
            0, *, -, ''
            0, -, -, 0
            1da177e4c3f41524e886b7f1b8a0c1fc7321cac2, 2da177e4c3f41524e886b7f1b8a0c1fc7321cac2, -, '≥ 1da177e4c3f4… < 2da177e4c3f4…'
            """)
    void aRangeIsSaidByItsEnds(String version, String lessThan, String lessThanOrEqual, String words) {
        assertThat(WORDS.range(range(version, "affected", lessThan, lessThanOrEqual)))
                .isEqualTo(words);
    }

    @Test
    void aRangeThatBeginsAfterAVersionSaysSo() {
        VersionRange after =
                new VersionRange("", "affected", Optional.of("4"), Optional.empty(), Optional.of("5"), "", List.of());
        assertThat(WORDS.range(after)).isEqualTo("> 4 ≤ 5");
    }

    @Test
    void anUnusualOrderIsNamed() {
        assertThat(WORDS.range(new VersionRange(
                        "0:4.18", "affected", Optional.empty(), Optional.of("*"), Optional.empty(), "rpm", List.of())))
                .isEqualTo("≥ 0:4.18 (rpm)");
    }

    @Test
    void changesWithinARangeAreSaid() {
        VersionRange range = changing(
                new VersionRange.Change("10.2.9-h1", "unaffected"),
                new VersionRange.Change("10.2.8-h3", "unaffected"),
                new VersionRange.Change("10.2.7-h8", "Unaffected"),
                new VersionRange.Change("10.2.8", "affected"));
        assertThat(WORDS.range(range))
                .isEqualTo("≥ 10.2.0 < 10.2.9-h1 (unaffected from 10.2.8-h3, 10.2.7-h8; affected from 10.2.8)");
        assertThat(MOTS.range(range)).contains("non affecté à partir de 10.2.8-h3");
    }

    @Test
    void theVersionsOfAProductAreThoseThatAreAffected() {
        assertThat(WORDS.versions(
                        entry("unaffected", range("1", "affected", "2", ""), range("2", "unaffected", "*", "")), 9))
                .isEqualTo("≥ 1 < 2");
        assertThat(WORDS.versions(entry("", range("1", "AFFECTED", "", ""), range("2", "unknown", "", "")), 9))
                .isEqualTo("1; not known: 2");
    }

    @Test
    void affectedByDefaultIsAllButTheVersionsThatAreNot() {
        Affected entry = entry(
                "affected",
                range("6.2", "affected", "", ""),
                range("0", "unaffected", "6.2", ""),
                range("2.6.1", "unaffected", "", "2.6.*"),
                range("3.0", "unaffected", "", "*"));
        assertThat(WORDS.versions(entry, 9)).isEqualTo("all versions except < 6.2, ≥ 2.6.1 ≤ 2.6.*, ≥ 3.0");
        assertThat(WORDS.versions(entry, 1)).isEqualTo("all versions except < 6.2, …");
        assertThat(MOTS.versions(entry, 1)).isEqualTo("toutes les versions sauf < 6.2, …");
        assertThat(WORDS.versions(entry("Affected"), 9)).isEqualTo("all versions");
    }

    @Test
    void whereOnlyUnaffectedVersionsAreKnownTheyAreNamed() {
        assertThat(WORDS.versions(entry("unknown", range("2.0", "unaffected", "", "")), 9))
                .isEqualTo("not 2.0");
        assertThat(WORDS.versions(entry(""), 9)).isEmpty();
        assertThat(WORDS.versions(entry("Unknown"), 9)).isEqualTo("not known");
    }
}
