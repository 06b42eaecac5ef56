package vigie.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.feature.History;
import vigie.feature.Trait;
import vigie.learn.Boosting;
import vigie.learn.BoostingParameters;
import vigie.learn.Oracle;
import vigie.learn.Parameter;
import vigie.learn.SparseRows;
import vigie.learn.TreeShap;
import vigie.model.CveId;
import vigie.model.Dossier;
import vigie.store.Reader;
import vigie.store.sqlite.SqliteStore;
import vigie.testing.Sample;

/** On the rows of the sample inside the program: its ids, dates and scores are real. */
class RealRowsTest {

    private static final Work WORK = new Work(2);
    private static final Holdings WHOLE = new Holdings(Map.of(), List.of());

    @TempDir
    private static Path home;

    private static Corpus corpus;
    private static TrainingRows rows;
    private static byte[] file;
    private static ScoreModel model;

    @BeforeAll
    static void learn() throws InterruptedException {
        Oracle.need();
        Sample.into(home);
        Corpus loaded = Corpus.load(SqliteStore.at(home), Scope.FIRST, false, WORK);
        corpus = new Corpus(loaded.dossiers(), loaded.history(), WHOLE);
        rows = RowBank.of(corpus, new RowPlan(Sample.DAY, WHOLE, 1, new RowPlan.Sampling(1, 0.3)), false, WORK)
                .until(Sample.DAY, new Vocabulary(5, 5, 300));
        file = Boosting.train(
                rows.set(),
                BoostingParameters.defaults()
                        .with(Parameter.TREES, 120)
                        .with(Parameter.DEPTH, 5)
                        .with(Parameter.MIN_CHILD_WEIGHT, 0.1)
                        .with(Parameter.THREADS, 1),
                rows.columns().stream().map(Recipe::column).toList(),
                Map.of(ScoreModel.FORM_KEY, Integer.toString(ScoreModel.FORM)));
        model = ScoreModel.read("sample", file);
    }

    @Test
    void contributionsAreThoseOfXgBoostAndAddUpToTheMargin() {
        SparseRows.Builder builder = SparseRows.builder(model.trees().width());
        FeatureRow row = new FeatureRow(model, corpus.history());
        for (Dossier dossier : corpus.dossiers()) {
            builder.addRow(row.of(dossier, Sample.DAY));
        }
        SparseRows ofToday = builder.build();
        assertThat(ofToday.size()).isGreaterThan(500);
        agrees(ofToday);
        agrees(rows.set().rows());
    }

    private static void agrees(SparseRows some) {
        float[][] wanted = Oracle.contributions(file, some);
        TreeShap.Explainer explainer = model.shap().explainer();
        double worst = 0;
        double worstSum = 0;
        double largest = 0;
        for (int row = 0; row < some.size(); row++) {
            double[] found = explainer.explain(some.row(row));
            double margin = model.trees().margin(some.row(row));
            worstSum = Math.max(worstSum, Math.abs(Arrays.stream(found).sum() - margin));
            for (int column = 0; column < found.length; column++) {
                worst = Math.max(worst, Math.abs(found[column] - wanted[row][column]));
                largest = Math.max(largest, column < found.length - 1 ? Math.abs(found[column]) : 0);
            }
        }
        assertThat(largest).as("there is something to compare").isGreaterThan(0.1);
        assertThat(worst).isCloseTo(0, within(1e-5));
        assertThat(worstSum).isCloseTo(0, within(1e-6));
    }

    @Test
    void traitsOfTheDatabaseAreThoseOfTheDossiers() {
        try (Reader reader = SqliteStore.at(home).reader()) {
            Map<CveId, Long> inputs = reader.scan().digests(Scope.FIRST, false);
            Traits traits = Traits.of(List.of(), inputs, new DossierLoader(SqliteStore.at(home), WORK, false), WORK);
            Traits kept = Traits.of(
                    new ArrayList<>(traits.fresh().values()),
                    inputs,
                    new DossierLoader(SqliteStore.at(home), WORK, false),
                    WORK);
            assertThat(kept.fresh()).isEmpty();
            FeatureRow ofKept = new FeatureRow(model, kept.history());
            FeatureRow ofDossiers = new FeatureRow(
                    model, History.of(corpus.dossiers().stream().map(Trait::of).toList()));
            for (Dossier dossier : corpus.dossiers()) {
                assertThat(ofKept.of(dossier, Sample.DAY)).isEqualTo(ofDossiers.of(dossier, Sample.DAY));
            }
        }
    }

    /** As the database is read by one CVE, by parts and by all. */
    @Test
    void aDossierIsTheSameHoweverManyAreReadAtOnce() {
        DossierLoader loader = new DossierLoader(SqliteStore.at(home), WORK, true);
        List<CveId> ids =
                corpus.dossiers().stream().map(Dossier::id).limit(1200).toList();
        List<Dossier> together = loader.load(ids);
        for (int i = 0; i < ids.size(); i += 100) {
            assertThat(loader.load(List.of(ids.get(i)))).containsExactly(together.get(i));
        }
    }
}
