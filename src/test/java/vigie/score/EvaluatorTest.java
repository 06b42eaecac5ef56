package vigie.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vigie.feature.FeatureReader;
import vigie.feature.History;
import vigie.feature.Trait;
import vigie.model.Dossier;
import vigie.model.Dossier.Sign;
import vigie.testing.Dossiers;
import vigie.testing.Outbreak;
import vigie.testing.TestHome;

class EvaluatorTest {

    private static final Work WORK = new Work(2);
    private static final LocalDate ORIGIN = LocalDate.of(2024, 7, 1);
    private static final int HORIZON = 90;

    private static Corpus corpus;
    private static Evaluation evaluation;

    @BeforeAll
    static void evaluateOnce() {
        Outbreak.model();
        try (TestHome home = Outbreak.home(Outbreak.MANY)) {
            corpus = Outbreak.corpus(home);
        }
        evaluation = evaluate(corpus, question(ORIGIN));
    }

    private static Evaluator.Question question(LocalDate... origins) {
        return question(Outcome.KEV, Outbreak.TODAY, origins);
    }

    private static Evaluator.Question question(Outcome outcome, LocalDate lastKnown, LocalDate... origins) {
        return new Evaluator.Question(
                List.of(origins),
                List.of(HORIZON),
                outcome,
                Scope.FIRST,
                lastKnown,
                List.of(Outbreak.EPSS),
                1,
                false,
                List.of());
    }

    private static Evaluation evaluate(Corpus from, Evaluator.Question question) {
        return new Evaluator(from, WORK, origin -> {}).evaluate(question);
    }

    private static Corpus of(List<Dossier> dossiers) {
        List<Trait> traits = dossiers.stream().map(Trait::of).toList();
        return new Corpus(dossiers, History.of(traits), corpus.holdings());
    }

    private static Evaluation.Table all(Evaluation of) {
        return of.tables().get(0);
    }

    @Test
    void whatComesAfterTheHorizonChangesNothing() {
        Dossiers others = new Dossiers(3);
        List<Dossier> altered = corpus.dossiers().stream()
                .map(d -> others.alteredAfter(d, ORIGIN.plusDays(HORIZON)))
                .toList();
        assertThat(evaluate(of(altered), question(ORIGIN))).isEqualTo(evaluation);
    }

    /** Only the catalogue's entries after the origin stay: they are the outcomes. */
    @Test
    void whatIsSaidAfterTheOriginChangesNoScore() {
        Dossiers others = new Dossiers(4);
        List<Dossier> altered = corpus.dossiers().stream()
                .map(d -> withOutcomes(others.alteredAfter(d, ORIGIN), d))
                .toList();
        assertThat(evaluate(of(altered), question(ORIGIN))).isEqualTo(evaluation);
    }

    private static Dossier withOutcomes(Dossier altered, Dossier original) {
        List<Sign> signs = new ArrayList<>(altered.signs().stream()
                .filter(s -> !s.day().isAfter(ORIGIN) || !s.source().equals("kev"))
                .toList());
        original.signs().stream().filter(s -> s.day().isAfter(ORIGIN)).forEach(signs::add);
        return new Dossier(altered.id(), altered.records(), signs, altered.citations(), altered.epss());
    }

    @Test
    void thePoolIsWhatWasPublishedAndNotKnownExploited() {
        List<Dossier> pool = corpus.dossiers().stream()
                .filter(d -> !d.published().orElseThrow().isAfter(ORIGIN))
                .filter(d ->
                        d.firstReported().filter(day -> !day.isAfter(ORIGIN)).isEmpty())
                .toList();
        assertThat(all(evaluation).pool()).isEqualTo(pool.size());
        assertThat(all(evaluation).positives())
                .isEqualTo((int) pool.stream()
                        .filter(d -> Outcome.KEV
                                .since(d)
                                .filter(day -> !day.isAfter(ORIGIN.plusDays(HORIZON)))
                                .isPresent())
                        .count())
                .isPositive();
    }

    @Test
    void theYoungAreATableOfTheirOwn() {
        Evaluation.Table young = evaluation.tables().get(1);
        assertThat(young.group()).isEqualTo(Evaluation.Group.YOUNG);
        assertThat(young.pool()).isPositive().isLessThan(all(evaluation).pool());
    }

    @Test
    void thoseWithoutScoreAndProductAreATableOfTheirOwn() {
        Evaluation.Table bare = evaluation.tables().get(2);
        assertThat(bare.group()).isEqualTo(Evaluation.Group.BARE);
        assertThat(bare.pool()).isEqualTo((int) corpus.dossiers().stream()
                .filter(d -> !d.published().orElseThrow().isAfter(ORIGIN))
                .filter(d ->
                        d.firstReported().filter(day -> !day.isAfter(ORIGIN)).isEmpty())
                .filter(d -> FeatureReader.bare(d.asOf(ORIGIN)))
                .count());
    }

    @Test
    void allContestantsAreMeasuredAndWhatCanBeForeseenIs() {
        assertThat(all(evaluation).contestants()).containsOnlyKeys("model", "logistic", "epss", "cvss");
        assertThat(all(evaluation).contestants().get("model").rocAuc().value()).isGreaterThan(0.6);
        assertThat(all(evaluation).contestants().values()).allSatisfy(measures -> {
            assertThat(measures.rocAuc().from())
                    .isLessThanOrEqualTo(measures.rocAuc().value());
            assertThat(measures.rocAuc().to())
                    .isGreaterThanOrEqualTo(measures.rocAuc().value());
        });
        assertThat(all(evaluation).contestants().get("cvss").reliability()).isEmpty();
    }

    @Test
    void epssTakesPartOnlyWhereItsScoresOfTheWeekBeforeAreHeld() {
        LocalDate later = LocalDate.of(2024, 9, 1);
        Evaluation of = evaluate(corpus, question(ORIGIN, later));
        assertThat(of.tables().stream()
                        .filter(table -> table.group() == Evaluation.Group.ALL)
                        .map(table -> table.contestants().containsKey("epss")))
                .as("both together, the first, the second")
                .containsExactly(false, true, false);
        assertThat(all(of).pool())
                .isEqualTo(of.tables().get(1).pool() + of.tables().get(2).pool());
    }

    @Test
    void anOriginWithoutAnOutcomeStillHasATable() {
        Evaluation none = evaluate(
                of(corpus.dossiers().stream()
                        .map(d -> new Dossier(
                                d.id(),
                                d.records(),
                                d.signs().stream()
                                        .filter(s -> !s.day().isAfter(ORIGIN))
                                        .toList(),
                                d.citations(),
                                d.epss()))
                        .toList()),
                question(Outcome.ANY, Outbreak.TODAY, ORIGIN));
        assertThat(all(none).positives()).isZero();
        assertThat(all(none).contestants()).isEmpty();
        assertThat(EvaluationTree.of(none).toString()).contains("positives=0").doesNotContain("NaN");
    }

    @Test
    void outcomesThatAreNotKnownYetAreNotJudged() {
        assertThatThrownBy(() -> evaluate(corpus, question(Outcome.ANY, ORIGIN.plusDays(HORIZON - 1), ORIGIN)))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining(ORIGIN.toString())
                .hasMessageContaining("90");
    }

    @Test
    void anOriginWithTooLittleToLearnFromIsRefused() {
        assertThatThrownBy(() -> evaluate(corpus, question(Outbreak.FIRST.plusDays(40))))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining("needs 50");
    }

    @Test
    void nothingInTheTreeOfAnEvaluationIsNoNumber() {
        String tree = EvaluationTree.of(evaluation).toString();
        assertThat(Stream.of("NaN", "Infinity")).noneMatch(tree::contains);
        assertThat(tree).contains("outcome=kev", "horizon_days=90", "as_of=[2024-07-01]");
    }

    @Test
    void anotherRecipeIsMeasuredOnTheSameCvesAndComparedWithTheOneInUse() {
        Evaluator.Question asked = question(Outbreak.TODAY.minusDays(HORIZON));
        Evaluator.Question question = new Evaluator.Question(
                asked.origins(),
                asked.horizons(),
                asked.outcome(),
                asked.publishedSince(),
                asked.lastKnown(),
                List.of(),
                asked.seed(),
                false,
                List.of(Recipe.SINGLE, Recipe.SEEDS, Recipe.USED));
        Evaluation.Table table = all(evaluate(corpus, question));
        assertThat(table.contestants()).containsKeys("model", "single", "seeds", Recipe.USED.name());
        Evaluation.Measures model = table.contestants().get("model");
        assertThat(table.contestants().get(Recipe.USED.name())).isEqualTo(model);
        assertThat(table.differences().get(Recipe.USED.name()).prAuc().to()).isZero();
        assertThat(table.differences().get("single").rocAuc().value())
                .isEqualTo(model.rocAuc().value()
                        - table.contestants().get("single").rocAuc().value());
    }
}
