package vigie.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.score.ModelStore;
import vigie.score.SmallModel;

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
        assertThat(Promotion.of(SmallModel.tested("new", 0.75, 0.8), models)).isEqualTo(new Promotion.Promoted("new"));
        assertThat(models.inUse()).contains("new");
    }

    @Test
    void aModelWhoseIntervalIsBelowTheOneInUseIsStoredButNotUsed() {
        assertThat(Promotion.of(SmallModel.tested("new", 0.7, 0.79), models))
                .isEqualTo(new Promotion.Refused("new", 0.79, "old", 0.8));
        assertThat(models.inUse()).contains("old");
        assertThat(models.ids()).contains("new", "old");
    }

    @Test
    void aModelIsUsedIfEitherWasNeverTested() {
        assertThat(Promotion.of(SmallModel.kept("untested"), models)).isInstanceOf(Promotion.Promoted.class);
        assertThat(Promotion.of(SmallModel.tested("bad", 0.1, 0.2), models)).isInstanceOf(Promotion.Promoted.class);
        assertThat(models.inUse()).contains("bad");
    }

    @Test
    void theSameModelIsUsedAgainAndADamagedOneIsReplaced() throws IOException {
        assertThat(Promotion.of(SmallModel.tested("old", 0.1, 0.2), models)).isEqualTo(new Promotion.Promoted("old"));
        Files.writeString(home.resolve("models/old.json"), "{}");
        assertThat(Promotion.of(SmallModel.tested("new", 0.01, 0.02), models)).isInstanceOf(Promotion.Promoted.class);
    }
}
