package vigie.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vigie.job.Promotion;
import vigie.learn.Boosting;
import vigie.learn.TrainingSet;
import vigie.testing.Needs;
import vigie.testing.Outbreak;
import vigie.testing.TestHome;

/** A model that learned from the wrong answers is found out on days that nobody has seen. */
class ContestTest {

    private static final LocalDate ORIGIN = Outbreak.TODAY.minusDays(270);
    private static final Work WORK = new Work(2);

    private static ScoreModel model(String id, Corpus corpus, boolean shuffled) {
        Trainer trainer = new Trainer(corpus, WORK);
        TrainingOptions options = new TrainingOptions(ORIGIN, Outbreak.SEED, false);
        TrainingRows rows = trainer.bank(ORIGIN, Outbreak.SEED, false).until(ORIGIN, Recipe.vocabulary());
        float[] labels = rows.set().labels().clone();
        Random random = new Random(3);
        for (int last = labels.length - 1; shuffled && last > 0; last--) {
            int other = random.nextInt(last + 1);
            float kept = labels[last];
            labels[last] = labels[other];
            labels[other] = kept;
        }
        byte[] file = Boosting.train(
                new TrainingSet(rows.set().rows(), labels, rows.set().weights()),
                Recipe.SINGLE.boosting(options.seed()),
                rows.columns().stream().map(Recipe::column).toList(),
                Map.of(
                        ScoreModel.FORM_KEY,
                        Integer.toString(ScoreModel.FORM),
                        ScoreModel.UNTIL_KEY,
                        ORIGIN.toString(),
                        ScoreModel.EPSS_KEY,
                        "false"));
        return ScoreModel.read(id, file);
    }

    @Test
    void aModelOfShuffledAnswersIsRefusedAndAnotherOneOfTheSameIsNot() {
        Needs.that(Outbreak.model() != null, "XGBoost");
        try (TestHome home = Outbreak.home(4 * Outbreak.MANY)) {
            Corpus corpus = Outbreak.corpus(home);
            ScoreModel right = model("right", corpus, false);
            ScoreModel wrong = model("wrong", corpus, true);
            Evaluator evaluator = new Evaluator(corpus, WORK, day -> {});
            Contest contest =
                    evaluator.contest(wrong, right, ORIGIN, Outbreak.TODAY, 1).orElseThrow();
            assertThat(contest.positives()).isBetween(5, contest.pool() - 1);
            assertThat(contest.worse()).as("%s", contest).isTrue();
            assertThat(contest.difference().value()).isEqualTo(contest.candidateAuc() - contest.inUseAuc());
            assertThat(evaluator
                            .contest(right, wrong, ORIGIN, Outbreak.TODAY, 1)
                            .orElseThrow()
                            .worse())
                    .isFalse();
            Contest same =
                    evaluator.contest(right, right, ORIGIN, Outbreak.TODAY, 1).orElseThrow();
            assertThat(same.difference().from()).isZero();
            assertThat(same.difference().to()).isZero();
            ModelStore models = new ModelStore(home.dir());
            models.add(SmallModel.kept("old"));
            models.use("old");
            assertThat(Promotion.of(SmallModel.kept("wrong"), Optional.of(contest), models))
                    .isInstanceOf(Promotion.Beaten.class);
            assertThat(models.inUse()).contains("old");
        }
    }

    @Test
    void whereNothingWasExploitedNothingIsCompared() {
        Needs.that(Outbreak.model() != null, "XGBoost");
        try (TestHome home = Outbreak.home(Outbreak.MANY)) {
            Corpus corpus = Outbreak.corpus(home);
            ScoreModel model = Outbreak.model().model();
            assertThat(new Evaluator(corpus, WORK, day -> {}).contest(model, model, Outbreak.TODAY, Outbreak.TODAY, 1))
                    .isEmpty();
        }
    }
}
