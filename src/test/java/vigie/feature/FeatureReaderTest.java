package vigie.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.model.Container;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.CveState;
import vigie.model.Dossier;
import vigie.model.Origin;
import vigie.model.Weakness;
import vigie.testing.CveText;
import vigie.testing.Dossiers;

class FeatureReaderTest {

    private static final LocalDate DAY = LocalDate.of(2024, 6, 1);
    private static final Origin CNA = new Origin(Origin.Kind.CNA, "test");
    private static final History NONE = History.of(List.of());

    /** Both have neither products nor CVSS: these empty lists are the same object. */
    @Test
    void aCveHasNothingOfTheOneReadBefore() {
        Dossier one = dossier(1, "A heap overflow in the file parser", List.of(new Weakness("CWE-122", "", CNA)));
        Dossier two = dossier(2, "A missing check in the admin console of a router", List.of());
        FeatureReader reader = new FeatureReader(NONE, false);
        assertThat(read(reader, one)).containsKey("C:CWE:122");
        assertThat(read(reader, two)).isEqualTo(read(new FeatureReader(NONE, false), two));
    }

    /** Models that are in use were trained without them. */
    @Test
    void cpeNamesOfACnaAreNoFeatures() {
        CveText without = CveText.cve("CVE-2024-0009").product("Acme", "Anvil", "1", "affected");
        Map<String, Double> before = read(new FeatureReader(NONE, false), dossier(without));
        CveText with = without.cpe("cpe:2.3:o:acme:anvil_firmware:*:*:*:*:*:*:*:*", "1", "2");

        assertThat(with.listed().record().containers().get(0).affected()).hasSize(2);
        assertThat(read(new FeatureReader(NONE, false), dossier(with))).isEqualTo(before);
    }

    private static Dossier dossier(CveText text) {
        CveRecord record = text.published("2024-05-20T00:00:00Z").listed().record();
        return new Dossier(record.id(), List.of(record), List.of(), List.of(), List.of());
    }

    @Test
    void aCveOfWhichNothingIsSaidHasFeaturesAllTheSame() {
        assertThat(read(new FeatureReader(NONE, false), dossier(3, "", List.of())))
                .containsKey("N:AGE_DAYS");
        Dossier blank = new Dossier(new CveId(2024, 4), List.of(), List.of(), List.of(), List.of());
        read(new FeatureReader(NONE, true), blank);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void bareAreThoseOfWhichScoreAndProductAreFeaturesThatAreMissing(long seed) {
        Set<Boolean> seen = new HashSet<>();
        for (Dossier dossier : new Dossiers(seed).some(60)) {
            Dossier then = dossier.asOf(DAY);
            Map<String, Double> row = read(new FeatureReader(NONE, false), dossier);
            boolean missing = row.containsKey("C:CVSS:MISSING") && row.containsKey("C:CPE:MISSING");
            assertThat(FeatureReader.bare(then)).as("%s", dossier.id()).isEqualTo(missing);
            seen.add(missing);
        }
        assertThat(seen).contains(false);
        assertThat(FeatureReader.bare(dossier(5, "A flaw", List.of()))).isTrue();
    }

    private static Map<String, Double> read(FeatureReader reader, Dossier dossier) {
        Map<String, Double> row = new TreeMap<>();
        reader.read(dossier, DAY, row::put);
        return row;
    }

    private static Dossier dossier(int number, String description, List<Weakness> weaknesses) {
        CveId cve = new CveId(2024, number);
        var published = Optional.of(DAY.minusDays(5).atStartOfDay().toInstant(ZoneOffset.UTC));
        Container container = new Container(
                CNA, published, "", description, List.of(), weaknesses, List.of(), List.of(), List.of(), List.of());
        CveRecord record = new CveRecord(
                cve,
                CveRecord.Source.CVE_LIST,
                CveState.PUBLISHED,
                Optional.empty(),
                published,
                Optional.empty(),
                "test",
                "",
                Optional.empty(),
                List.of(container));
        return new Dossier(cve, List.of(record), List.of(), List.of(), List.of());
    }
}
