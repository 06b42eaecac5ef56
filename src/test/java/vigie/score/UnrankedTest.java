package vigie.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.model.Contribution;
import vigie.model.CveId;

class UnrankedTest {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 30);
    private static final Instant NOW = Instant.parse("2026-01-30T12:00:00Z");

    @TempDir
    private Path home;

    private ScoreModel model;

    @BeforeEach
    void readTheModelThatShips() {
        model = new ModelStore(home).current().model();
    }

    /** Some contributions are listed, and some are too small; values may be missing. */
    private Explained explained(SplittableRandom random, int features) {
        List<Contribution> all = new ArrayList<>();
        double margin = -4.321;
        for (int i = 0; i < features; i++) {
            double logOdds = (random.nextDouble() - 0.5) * Math.pow(10, -random.nextInt(6));
            double value = random.nextInt(5) == 0 ? Double.NaN : random.nextDouble() * 100;
            all.add(new Contribution(model.features().get(i * 3), value, logOdds));
            margin += logOdds;
        }
        return new Explained(
                new CveId(2024, 3400), margin, members(margin, features), -4.321, all, Map.of(), Optional.empty());
    }

    /** None of a single model. */
    private static List<Double> members(double margin, int features) {
        return features % 2 == 0 ? List.of(margin) : List.of(margin - 0.3, margin + 0.4, margin - 0.1);
    }

    @Test
    void aScoreIsTheSameAfterItWasPacked() {
        SplittableRandom random = new SplittableRandom(3);
        for (int features = 0; features < 80; features++) {
            Explained explained = explained(random, features);
            Unranked unranked = Unranked.of(explained, model);
            assertThat(unranked.margin()).isEqualTo(explained.margin());
            assertThat(unranked.ranked(model, DAY, 0.123456, NOW))
                    .isEqualTo(explained.score(model.id(), DAY, 0.123456, NOW));
        }
    }
}
