package vigie.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vigie.model.CveId;
import vigie.testing.Outbreak;
import vigie.testing.TestHome;

class HoldingsTest {

    private static final CveId THOUSAND = new CveId(2024, 3000);

    private static List<CveId> held(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> new CveId(2024, 3000 + n))
                .toList();
    }

    @Test
    void theShareOfAThousandIsMeasuredByWhatEpssScores() {
        Holdings holdings = new Holdings(Map.of(THOUSAND, 200), held(150));
        assertThat(holdings.share(new CveId(2024, 3400))).isEqualTo(0.75);
        assertThat(holdings.enough(new CveId(2024, 3400))).isTrue();
        assertThat(holdings.share(new CveId(2024, 4000))).isEqualTo(1);
        assertThat(holdings.share(new CveId(2025, 3400))).isEqualTo(1);
    }

    @Test
    void lessThanHalfIsNotEnoughAndMoreThanAllIsAll() {
        assertThat(new Holdings(Map.of(THOUSAND, 200), held(99)).enough(THOUSAND))
                .isFalse();
        assertThat(new Holdings(Map.of(THOUSAND, 200), held(100)).enough(THOUSAND))
                .isTrue();
        assertThat(new Holdings(Map.of(THOUSAND, 200), held(300)).share(THOUSAND))
                .isEqualTo(1);
    }

    @Test
    void aThousandOfWhichEpssKnowsFewSaysNothing() {
        assertThat(new Holdings(Map.of(THOUSAND, 19), held(1)).share(THOUSAND)).isEqualTo(1);
        assertThat(new Holdings(Map.of(THOUSAND, 20), held(1)).share(THOUSAND)).isEqualTo(0.05);
    }

    @Test
    void theDatabaseCountsThousandsAsHoldingsDo() {
        try (TestHome home = Outbreak.home(60)) {
            Holdings holdings = Outbreak.corpus(home).holdings();
            assertThat(holdings.share(CveId.of(Outbreak.cve(7)))).isEqualTo(1);
            Map<CveId, Integer> scored = home.reader().scan().scoredByThousand();
            assertThat(scored).isEqualTo(Map.of(new CveId(2023, 0), 60));
        }
    }
}
