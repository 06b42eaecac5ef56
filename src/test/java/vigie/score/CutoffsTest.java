package vigie.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vigie.testing.Dossiers;

class CutoffsTest {

    @Test
    void noSourceReachesBeyondTheLastDayThatCountsAsKnown() {
        var dossiers = new Dossiers(3).some(60);
        LocalDate until = Dossiers.FIRST.plusDays(400);
        Map<String, String> newest = Cutoffs.of(dossiers, until);
        assertThat(newest).containsOnlyKeys("CVE records", "test", "certfr");
        assertThat(newest.values()).allMatch(day -> !LocalDate.parse(day).isAfter(until));
        assertThat(Cutoffs.of(dossiers, until.plusDays(300)).get("certfr")).isGreaterThan(newest.get("certfr"));
    }
}
