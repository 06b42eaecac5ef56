package vigie.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.model.Dossier;
import vigie.testing.Dossiers;

class NoFutureLeaksTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void whateverBecomesKnownAfterADayLeavesTheRowOfThatDayAsItIs(long seed) {
        Dossiers made = new Dossiers(seed);
        List<Dossier> dossiers = made.some(40);
        for (int days = 0; days < 730; days += 61) {
            LocalDate last = Dossiers.FIRST.plusDays(days);
            List<Dossier> altered =
                    dossiers.stream().map(d -> made.alteredAfter(d, last)).toList();
            History before = history(dossiers);
            History after = history(altered);
            for (int i = 0; i < dossiers.size(); i++) {
                assertThat(row(altered.get(i), last, after))
                        .as("%s as of %s", dossiers.get(i).id(), last)
                        .isEqualTo(row(dossiers.get(i), last, before));
            }
        }
    }

    /** The test above would pass if rows were empty, too. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatBecameKnownByADayShowsInItsRow(long seed) {
        List<Dossier> dossiers = new Dossiers(seed).some(40);
        History history = history(dossiers);
        LocalDate end = Dossiers.FIRST.plusYears(5);
        long different = dossiers.stream()
                .filter(d -> !row(d, end, history)
                        .keySet()
                        .equals(row(d, Dossiers.FIRST.plusDays(30), history).keySet()))
                .count();
        assertThat(different).isGreaterThan(20);
        assertThat(row(dossiers.get(0), end, history))
                .containsKeys(
                        "N:AGE_DAYS", "N:CVSS_SCORE", "C:CVSS_AV:NETWORK", "N:VENDOR_CVES", "N:DESCRIPTION_LENGTH");
    }

    private static History history(List<Dossier> dossiers) {
        return History.of(dossiers.stream().map(Trait::of).toList());
    }

    /** Bit for bit: the values as the bits of doubles. */
    private static Map<String, Long> row(Dossier dossier, LocalDate day, History history) {
        Map<String, Long> row = new TreeMap<>();
        new FeatureReader(history, true)
                .read(
                        dossier,
                        day,
                        (name, value) -> assertThat(row.put(name, Double.doubleToRawLongBits(value)))
                                .as("%s twice", name)
                                .isNull());
        return row;
    }
}
