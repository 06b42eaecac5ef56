package vigie.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vigie.model.Container;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.CveState;
import vigie.model.Dossier;
import vigie.model.Origin;
import vigie.model.Weakness;

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

    @Test
    void aCveOfWhichNothingIsSaidHasFeaturesAllTheSame() {
        assertThat(read(new FeatureReader(NONE, false), dossier(3, "", List.of())))
                .containsKey("N:AGE_DAYS");
        Dossier blank = new Dossier(new CveId(2024, 4), List.of(), List.of(), List.of(), List.of());
        read(new FeatureReader(NONE, true), blank);
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
