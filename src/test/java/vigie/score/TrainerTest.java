package vigie.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vigie.feature.History;
import vigie.feature.Trait;
import vigie.io.Sha256;
import vigie.learn.Logistic;
import vigie.learn.TreeEnsemble;
import vigie.model.CveId;
import vigie.model.Dossier;
import vigie.testing.Dossiers;
import vigie.testing.Outbreak;
import vigie.testing.TestHome;

class TrainerTest {

    private static final Work WORK = new Work(2);
    private static final LocalDate UNTIL = LocalDate.of(2024, 6, 30);

    private static Corpus corpus;
    private static Trainer.Learned learned;

    @BeforeAll
    static void learnOnce() {
        Outbreak.model();
        try (TestHome home = Outbreak.home(Outbreak.MANY)) {
            corpus = Outbreak.corpus(home);
        }
        learned = learn(corpus, options(1));
    }

    @AfterAll
    static void drop() {
        corpus = null;
        learned = null;
    }

    private static TrainingOptions options(long seed) {
        return new TrainingOptions(UNTIL, seed, false);
    }

    private static Trainer.Learned learn(Corpus from, TrainingOptions options) {
        Trainer trainer = new Trainer(from, WORK);
        return trainer.learn(trainer.bank(options.until(), options.seed(), options.withEpss()), options);
    }

    private static Corpus of(List<Dossier> dossiers) {
        List<Trait> traits = dossiers.stream().map(Trait::of).toList();
        return new Corpus(dossiers, History.of(traits), corpus.holdings());
    }

    @Test
    void theSameCorpusAndSeedGiveTheSameBytesAndCard() {
        ModelStore.Kept again = Outbreak.learned(Outbreak.TODAY, Outbreak.SEED, false);
        assertThat(again.file()).isEqualTo(Outbreak.model().file());
        assertThat(again.card().bytes()).isEqualTo(Outbreak.model().card().bytes());
        assertThat(again.id()).isEqualTo(Outbreak.model().id());
    }

    @Test
    void theNumberOfThreadsThatDeriveRowsMakesNoDifference() {
        byte[] one = new Trainer(corpus, new Work(1))
                .learn(new Trainer(corpus, new Work(1)).bank(UNTIL, 1, false), options(1))
                .model();
        assertThat(learned.model()).isEqualTo(one);
    }

    @Test
    void anotherSeedSamplesOtherRowsAndGivesAnotherModel() {
        Trainer.Learned one = learn(corpus, options(1));
        Trainer.Learned two = learn(corpus, options(2));
        assertThat(two.rowsHash()).isNotEqualTo(one.rowsHash());
        assertThat(two.model()).isNotEqualTo(one.model());
        assertThat(two.rows().exploited())
                .as("no positive row is sampled")
                .isEqualTo(one.rows().exploited());
    }

    @Test
    void nothingAfterTheLastDayIsLearnedFrom() {
        Dossiers others = new Dossiers(3);
        List<Dossier> altered = corpus.dossiers().stream()
                .map(d -> others.alteredAfter(d, UNTIL))
                .toList();
        assertThat(altered).isNotEqualTo(corpus.dossiers());
        assertThat(learn(of(altered), options(1)).model()).isEqualTo(learned.model());
    }

    /** The test above would pass if nothing of the corpus mattered, too. */
    @Test
    void whatHappenedBeforeTheLastDayIsLearnedFrom() {
        Dossiers others = new Dossiers(3);
        List<Dossier> altered = corpus.dossiers().stream()
                .map(d -> others.alteredAfter(d, UNTIL.minusDays(60)))
                .toList();
        Trainer.Learned other = learn(of(altered), options(1));
        assertThat(other.rowsHash()).isNotEqualTo(learned.rowsHash());
    }

    @Test
    void tooFewExploitedCvesAreRefusedWithTheirNumber() {
        List<Dossier> few = corpus.dossiers().subList(0, 60);
        assertThatThrownBy(() -> learn(of(few), options(1)))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining(Integer.toString(exploited(few)))
                .hasMessageContaining("needs 50")
                .hasMessageContaining(UNTIL.toString());
        assertThatThrownBy(() -> learn(of(List.of()), options(1))).isInstanceOf(InsufficientDataException.class);
        assertThatThrownBy(() -> learn(corpus, new TrainingOptions(Outbreak.FIRST, 1, false)))
                .isInstanceOf(InsufficientDataException.class);
    }

    private static int exploited(List<Dossier> dossiers) {
        return (int) dossiers.stream()
                .filter(d -> d.firstReported()
                        .filter(day ->
                                !day.isAfter(UNTIL) && day.isAfter(d.published().orElseThrow()))
                        .isPresent())
                .count();
    }

    @Test
    void theCardSaysWhereTheModelComesFrom() {
        ModelStore.Kept model = Outbreak.model();
        JsonNode card = model.card().json();
        assertThat(card.path("until").asString()).isEqualTo(Outbreak.TODAY.toString());
        assertThat(model.id())
                .startsWith("2024-12-31-")
                .isEqualTo(card.path("id").asString());
        assertThat(card.path("sha256").asString()).isEqualTo(Sha256.hex(model.file()));
        assertThat(card.path("seed").asLong()).isEqualTo(Outbreak.SEED);
        assertThat(card.path("epss_is_a_feature").asBoolean()).isFalse();
        assertThat(card.path("rows").path("exploited_cves").asInt()).isGreaterThanOrEqualTo(50);
        assertThat(card.path("rows").path("newest_day").asString()).isEqualTo("2024-12-01");
        assertThat(card.path("rows").path("base_rate").asDouble()).isBetween(1e-4, 0.5);
        assertThat(card.path("features").asInt())
                .isEqualTo(model.model().features().size());
        assertThat(card.path("importance").isEmpty()).isFalse();
        assertThat(card.path("held_out").path("as_of").path(0).asString()).isEqualTo("2024-10-02");
    }

    @Test
    void theCardNamesTheLibraryThatTheProgramIsBuiltWith() throws IOException {
        String version =
                Outbreak.model().card().json().path("versions").path("xgboost").asString();
        assertThat(Files.readString(Path.of("pom.xml")))
                .containsPattern("<artifactId>xgboost4j_2.12</artifactId>\\s*<version>" + version + "</version>");
    }

    @Test
    void whatCanBeLearnedIsLearned() {
        JsonNode heldOut = Outbreak.model().card().json().path("held_out");
        assertThat(heldOut.path("positives").asInt()).isPositive();
        assertThat(heldOut.path("model").path("roc_auc").path("value").asDouble())
                .isGreaterThan(0.6);
    }

    @Test
    void theModelIsTheMeanOfTreesAndTheRegression() {
        Recipe recipe = new Recipe("trees", 4, Recipe.BOTH.trees(), Recipe.BOTH.learningRate(), false, false);
        TreeEnsemble trees = read(new Trainer(corpus, WORK).learn(learned.rows(), options(1), recipe));
        TreeEnsemble both = read(learned);
        assertThat(learned.recipe()).isEqualTo(Recipe.BOTH);
        assertThat(both.members()).isEqualTo(Recipe.BOTH.members());
        assertThat(both.size()).isGreaterThan(trees.size());
        Logistic linear = Recipe.logistic(learned.rows());
        for (int row = 0; row < 300; row++) {
            float[] dense = learned.rows().set().rows().row(row);
            assertThat(both.margin(dense))
                    .as("but for the steps of quantities")
                    .isCloseTo((trees.margin(dense) + linear.margin(dense)) / 2, within(0.1));
        }
        ModelStore.Kept kept = CardWriter.card(learned, Outbreak.TODAY, "1.2.3", Map.of());
        assertThat(kept.card()
                        .json()
                        .path("parameters")
                        .path("logistic_regression_share")
                        .asDouble())
                .isEqualTo(0.5);
    }

    private static TreeEnsemble read(Trainer.Learned learned) {
        return ScoreModel.read("model", learned.model()).trees();
    }

    @Test
    void epssIsAFeatureOnlyWhereThatWasAskedFor() {
        assertThat(Outbreak.model().model().features()).noneMatch(name -> name.contains("EPSS"));
        Trainer.Learned with = learn(corpus, new TrainingOptions(Outbreak.TODAY, 1, true));
        assertThat(with.rows().columns()).anyMatch(name -> name.contains("EPSS"));
        assertThat(ScoreModel.read("with", with.model()).withEpss()).isTrue();
        assertThat(Outbreak.model().model().withEpss()).isFalse();
    }

    @Test
    void moreFiguresAreOnTheCardByTheirNames() {
        ModelStore.Kept model =
                CardWriter.card(learned, Outbreak.TODAY, "1.2.3", Map.of("evaluation", ModelCard.tree(List.of(7))));
        assertThat(model.card().json().path("evaluation").path(0).asInt()).isEqualTo(7);
        assertThat(model.card().json().path("versions").path("vigie").asString())
                .isEqualTo("1.2.3");
    }

    @Test
    void aRowOfAnIdentifierIsTheSameWhateverElseIsInTheCorpus() {
        Dossier one = corpus.dossiers().get(10);
        RowPlan plan = new RowPlan(UNTIL, corpus.holdings(), 1, new RowPlan.Sampling(0.5, 0.5));
        assertThat(plan.of(one)).isEqualTo(plan.of(one.asOf(UNTIL)));
        assertThat(one.id()).isEqualTo(CveId.of(Outbreak.cve(11)));
    }
}
