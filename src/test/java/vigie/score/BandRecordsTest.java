package vigie.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.model.BandRecord;
import vigie.model.ScoreBand;
import vigie.testing.Needs;

class BandRecordsTest {

    @TempDir
    private Path home;

    @Test
    void theCardOfTheModelThatShipsSaysWhatItsBandsHeld() {
        String model = new ModelStore(home).inUse().orElse("");
        Needs.that(!model.isEmpty(), "no model came with the program");
        BandRecord past = new BandRecords(home).of(model).orElseThrow();
        assertThat(past.onlyKev()).isTrue();
        assertThat(past.days()).isEqualTo(90);
        assertThat(past.shares()).containsOnlyKeys(ScoreBand.values());
        assertThat(past.shares().values().stream().mapToDouble(share -> share).sum())
                .isBetween(0.999, 1.001);
    }

    @Test
    void ofAModelThatIsNotThereNothingIsSaid() {
        assertThat(new BandRecords(home).of("2020-01-01-aaaaaaaa")).isEmpty();
        assertThat(new BandRecords(home).of("../outside")).isEmpty();
        assertThat(new BandRecords(home).of("")).isEmpty();
    }
}
