package vigie.score;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vigie.feature.History;
import vigie.feature.Trait;
import vigie.learn.TreeShap;
import vigie.model.Contribution;
import vigie.model.CveId;
import vigie.model.Dossier;
import vigie.model.Score;
import vigie.store.Reader;
import vigie.store.Store;

/**
 * The largest differences, in log-odds, over some CVEs.
 *
 * @param cves how many
 * @param ofLeaves between bias and all contributions and what the leaves of the trees add up to
 * @param published between bias, listed contributions and rest of the score as it is stored and published and the margin that it bears
 */
public record Sums(int cves, double ofLeaves, double published) {

    private static final Work WORK = new Work(2);

    /** Over all CVEs of a database that have a score. */
    public static Sums of(Store store, ScoreModel model, LocalDate day) {
        List<CveId> ids;
        try (Reader reader = store.reader()) {
            ids = reader.scan().published(Scope.FIRST);
        }
        DossierLoader loader = new DossierLoader(store, WORK, model.withEpss());
        List<Trait> traits = new ArrayList<>();
        loader.read(ids, LocalDate.MIN, dossier -> traits.add(Trait.of(dossier)));
        History history = History.of(traits);
        return WORK
                .parts(ids, part -> {
                    One one = new One(model, history, day);
                    loader.read(part, day, one::add);
                    return new Sums(part.size(), one.ofLeaves, one.published);
                })
                .stream()
                .reduce(new Sums(0, 0, 0), Sums::and);
    }

    private Sums and(Sums other) {
        return new Sums(cves + other.cves, Math.max(ofLeaves, other.ofLeaves), Math.max(published, other.published));
    }

    /** Looks at one CVE after the other. */
    private static final class One {
        private final ScoreModel model;
        private final LocalDate day;
        private final FeatureRow row;
        private final Scorer scorer;
        private final TreeShap.Explainer explainer;
        private double ofLeaves;
        private double published;

        One(ScoreModel model, History history, LocalDate day) {
            this.model = model;
            this.day = day;
            this.row = new FeatureRow(model, history);
            this.scorer = new Scorer(model, history, day);
            this.explainer = model.shap().explainer();
        }

        void add(Dossier dossier) {
            float[] values = row.of(dossier, day);
            double leaves = model.trees().margin(values);
            Score score = scorer.explain(dossier).score(model.id(), day, 0.5, Instant.EPOCH);
            double all = Arrays.stream(explainer.explain(values)).sum();
            ofLeaves = Math.max(ofLeaves, Math.max(Math.abs(all - leaves), Math.abs(score.margin() - leaves)));
            double listed =
                    score.listed().stream().mapToDouble(Contribution::logOdds).sum();
            published = Math.max(published, Math.abs(score.bias() + listed + score.rest() - score.margin()));
        }
    }
}
