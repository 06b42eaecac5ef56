package vigie.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.learn.metrics.Bootstrap;
import vigie.score.Contest;
import vigie.score.ModelStore;
import vigie.score.SmallModel;
import vigie.text.Messages;

class PromotionTest {

    @TempDir
    private Path home;

    private ModelStore models;

    @BeforeEach
    void useAModel() {
        models = new ModelStore(home);
        models.add(SmallModel.tested("old", 0.8, 0.9));
        models.use("old");
    }

    @Test
    void aModelIsUsedIfItsIntervalReachesTheOneInUse() {
        assertThat(Promotion.of(SmallModel.tested("new", 0.75, 0.8), Optional.empty(), models))
                .isEqualTo(new Promotion.Promoted("new"));
        assertThat(models.inUse()).contains("new");
    }

    @Test
    void aModelWhoseIntervalIsBelowTheOneInUseIsStoredButNotUsed() {
        assertThat(Promotion.of(SmallModel.tested("new", 0.7, 0.79), Optional.empty(), models))
                .isEqualTo(new Promotion.Refused("new", 0.79, "old", 0.8));
        assertThat(models.inUse()).contains("old");
        assertThat(models.ids()).contains("new", "old");
    }

    @Test
    void aModelIsUsedIfEitherWasNeverTested() {
        assertThat(Promotion.of(SmallModel.kept("untested"), Optional.empty(), models))
                .isInstanceOf(Promotion.Promoted.class);
        assertThat(Promotion.of(SmallModel.tested("bad", 0.1, 0.2), Optional.empty(), models))
                .isInstanceOf(Promotion.Promoted.class);
        assertThat(models.inUse()).contains("bad");
    }

    @Test
    void theSameModelIsUsedAgainAndADamagedOneIsReplaced() throws IOException {
        assertThat(Promotion.of(SmallModel.tested("old", 0.1, 0.2), Optional.empty(), models))
                .isEqualTo(new Promotion.Promoted("old"));
        Files.writeString(home.resolve("models/old.json"), "{}");
        assertThat(Promotion.of(SmallModel.tested("new", 0.01, 0.02), Optional.empty(), models))
                .isInstanceOf(Promotion.Promoted.class);
    }

    private static Contest compared(double from, double to) {
        return new Contest(
                "new",
                "old",
                LocalDate.of(2026, 1, 1),
                LocalDate.of(2026, 1, 31),
                900,
                30,
                0.51,
                0.86,
                new Bootstrap.Interval((from + to) / 2, from, to));
    }

    @Test
    void aModelThatIsWorseOnTheSameDaysIsRefusedAndTheFiguresAreKept() {
        Promotion refused = Promotion.of(SmallModel.kept("new"), Optional.of(compared(-0.4, -0.3)), models);
        assertThat(refused).isEqualTo(new Promotion.Beaten(compared(-0.4, -0.3)));
        assertThat(models.inUse()).contains("old");
        assertThat(Promotion.kept("new", models)).contains(refused);
        assertThat(refused.sentence(new Messages("en"))).contains("0.510", "0.860", "30 of 900", "-0.400 to -0.300");
        assertThat(refused.sentence(new Messages("fr"))).contains("0,510", "0,860");
    }

    @Test
    void aModelThatMayBeAsGoodOnTheSameDaysIsUsed() {
        assertThat(Promotion.of(SmallModel.kept("new"), Optional.of(compared(-0.1, 0.01)), models))
                .isEqualTo(new Promotion.Promoted("new"));
        assertThat(models.inUse()).contains("new");
        assertThat(Promotion.kept("new", models)).contains(new Promotion.Promoted("new"));
    }
}
