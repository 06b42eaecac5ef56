package vigie.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vigie.feature.History;
import vigie.model.Contribution;
import vigie.model.CveId;
import vigie.model.Dossier;
import vigie.model.Dossier.Sign;
import vigie.model.EvidenceKind;
import vigie.model.Exploited;
import vigie.model.Score;
import vigie.testing.CveText;
import vigie.testing.Outbreak;
import vigie.testing.TestHome;

class ScorerTest {

    private static final LocalDate DAY = Outbreak.TODAY;

    private static Dossier dossier(CveText text, Sign... signs) {
        var record = text.listed().record();
        return new Dossier(record.id(), List.of(record), List.of(signs), List.of(), List.of());
    }

    private static Sign exploited(String source, LocalDate day) {
        return new Sign(EvidenceKind.EXPLOITED, source, day, Optional.empty());
    }

    @Test
    void biasAndContributionsAreTheMarginOfTheTrees() {
        ScoreModel model = Outbreak.model().model();
        try (TestHome home = Outbreak.home(150)) {
            Corpus corpus = Outbreak.corpus(home);
            Scorer scorer = new Scorer(model, corpus.history(), DAY);
            FeatureRow row = new FeatureRow(model, corpus.history());
            for (Dossier dossier : corpus.dossiers()) {
                Explained explained = scorer.explain(dossier);
                double sum = explained.bias()
                        + explained.contributions().stream()
                                .mapToDouble(Contribution::logOdds)
                                .sum();
                float[] values = row.of(dossier, DAY);
                assertThat(explained.margin()).isCloseTo(sum, within(1e-9));
                assertThat(explained.margin()).isCloseTo(model.trees().margin(values), within(1e-9));
                assertThat(explained.probability()).isCloseTo(model.trees().probability(values), within(1e-9));
                assertThat(explained.contributions()).noneMatch(c -> c.logOdds() == 0);
            }
        }
    }

    @Test
    void theScoreAsItIsPublishedAddsUpToo() {
        try (TestHome home = Outbreak.home(30)) {
            Corpus corpus = Outbreak.corpus(home);
            Scorer scorer = new Scorer(Outbreak.model().model(), corpus.history(), DAY);
            for (Dossier dossier : corpus.dossiers()) {
                Score score = scorer.explain(dossier).score("m", DAY, 0.5, Instant.EPOCH);
                double listed = score.listed().stream()
                        .mapToDouble(Contribution::logOdds)
                        .sum();
                assertThat(score.bias() + listed + score.rest()).isCloseTo(score.margin(), within(1e-6));
                assertThat(score.listed()).hasSizeLessThanOrEqualTo(Score.LISTED);
            }
        }
    }

    /** What others say of another CVE read before must not show, either. */
    @Test
    void aCveOfWhichNothingIsSaidHasAScoreAndTheExplanationShowsWhatIsMissing() {
        ScoreModel model = Outbreak.model().model();
        try (TestHome home = Outbreak.home(60)) {
            Corpus corpus = Outbreak.corpus(home);
            Scorer scorer = new Scorer(model, corpus.history(), DAY);
            Dossier empty = dossier(CveText.cve("CVE-2024-9999").published("2024-12-30T00:00:00Z"));
            scorer.explain(corpus.dossiers().get(2));
            Explained explained = scorer.explain(empty);
            assertThat(explained.probability()).isBetween(0.0, 1.0);
            assertThat(explained.contributions())
                    .filteredOn(c -> c.feature().equals("N:CVSS_SCORE"))
                    .allMatch(c -> Double.isNaN(c.value()));
            assertThat(explained.contributions())
                    .filteredOn(c -> c.feature().startsWith("C:CPE_VENDOR:")
                            || c.feature().startsWith("C:CVSS_AV:")
                            || c.feature().startsWith("T:"))
                    .isNotEmpty()
                    .allMatch(c -> c.value() == 0);
            assertThat(new Scorer(model, corpus.history(), DAY).explain(empty)).isEqualTo(explained);
        }
    }

    @Test
    void aMissingNumberIsMissingAndAMissingCategoryIsNone() {
        Dossier dossier = dossier(CveText.cve("CVE-2024-9999").published("2024-12-25T00:00:00Z"));
        Explained young = new Scorer(SmallModel.model(), History.of(List.of()), DAY).explain(dossier);
        assertThat(young.contributions()).containsExactly(new Contribution("N:AGE_DAYS", 6, 1));
        assertThat(young.features()).as("what is missing is left out").isEqualTo(Map.of("N:AGE_DAYS", 6f));
        assertThat(young.margin()).isEqualTo(1);
        assertThat(young.probability()).isCloseTo(0.731, within(0.001));
    }

    @Test
    void exploitationIsKnownFromItsEarliestReportOn() {
        CveId cve = CveId.of("CVE-2024-9999");
        Dossier dossier = dossier(
                CveText.cve(cve.toString()).published("2024-12-01T00:00:00Z"),
                exploited("kev", DAY.minusDays(3)),
                exploited("file", DAY.minusDays(9)),
                exploited("file", DAY.minusDays(2)),
                exploited("eukev", DAY.plusDays(1)),
                new Sign(EvidenceKind.EXPLOITED, "gone", DAY.minusDays(20), Optional.of(DAY.minusDays(1))),
                new Sign(EvidenceKind.POC, "archive", DAY.minusDays(20), Optional.empty()));
        Scorer scorer = new Scorer(SmallModel.model(), History.of(List.of()), DAY);
        assertThat(scorer.explain(dossier).known()).contains(new Exploited(DAY.minusDays(9), List.of("file", "kev")));
        assertThat(new Scorer(SmallModel.model(), History.of(List.of()), DAY.minusDays(30))
                        .explain(dossier)
                        .known())
                .isEmpty();
    }
}
