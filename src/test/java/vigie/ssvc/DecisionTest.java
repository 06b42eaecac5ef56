package vigie.ssvc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vigie.text.Messages;

/** What is not stated is not "no": it leaves outcomes open, and the worst of them counts. */
class DecisionTest {

    private static final LocalDate LISTED = LocalDate.of(2026, 1, 29);
    private static final Points CVE = new Points(Map.of(
            Points.IN_KEV, Answer.of("Y", Answer.Basis.SOURCE, "kev"),
            Points.AUTOMATABLE, Answer.of("Y", Answer.Basis.DERIVED, "CVSS:3.1/AV:N"),
            Points.TECHNICAL_IMPACT, Answer.of("P", Answer.Basis.SOURCE, "adp:CISA-ADP")));

    private static Decision.Dates dates(LocalDate listed, LocalDate detected) {
        return new Decision.Dates(Optional.ofNullable(listed), Optional.ofNullable(detected));
    }

    private static AssetClass exposed(String value) {
        return new AssetClass(Map.of(Points.PUBLICLY_EXPOSED, Set.of(value)));
    }

    @Test
    void aPointThatNobodyAnswersLeavesItsOutcomesOpen() {
        Decision decision = Decision.of(Trees.usual(), CVE, dates(LISTED, null));
        assertThat(decision.outcomes()).extracting(DecisionPoint.Value::key).containsExactly("14D", "3D");
        assertThat(decision.worst().key()).isEqualTo("3D");
        assertThat(decision.rank()).isEqualTo(3);
        assertThat(decision.answers().get(Points.PUBLICLY_EXPOSED).basis()).isEqualTo(Answer.Basis.UNKNOWN);
        assertThat(decision.open()).hasSize(1);
        Decision.Open open = decision.open().get(0);
        assertThat(open.point().point()).isEqualTo(Points.PUBLICLY_EXPOSED);
        assertThat(open.outcomes().get("N"))
                .extracting(DecisionPoint.Value::key)
                .containsExactly("14D");
        assertThat(open.outcomes().get("Y"))
                .extracting(DecisionPoint.Value::key)
                .containsExactly("3D");
        SsvcWords words = new SsvcWords(new Messages("en"));
        assertThat(words.outcome(decision)).isEqualTo("3 days at worst, 14 days at best");
        assertThat(words.question(decision, open)).isEqualTo("Publicly Exposed? no: 14 days; yes: 3 days");
        assertThat(words.due(decision)).contains("by 2026-02-01 (3 days from listing in CISA KEV on 2026-01-29)");
    }

    @Test
    void anOpenPointThatChangesNothingIsNoQuestion() {
        Points total = CVE.with(Points.TECHNICAL_IMPACT, Answer.of("T", Answer.Basis.SOURCE));
        Decision decision = Decision.of(Trees.usual(), total, Decision.Dates.NONE);
        assertThat(decision.worst().key()).isEqualTo("3DF");
        assertThat(decision.decided()).isTrue();
        assertThat(decision.open()).isEmpty();
    }

    @Test
    void theAssetDecides() {
        assertThat(Decision.of(Trees.usual(), CVE, exposed("N"), Decision.Dates.NONE)
                        .outcomes())
                .extracting(DecisionPoint.Value::key)
                .containsExactly("14D");
    }

    @Test
    void daysCountFromWhateverCameFirst() {
        LocalDate earlier = LISTED.minusDays(10);
        LocalDate later = LISTED.plusDays(10);
        Decision.Due byListing = Decision.of(Trees.usual(), CVE, exposed("Y"), dates(LISTED, later))
                .due()
                .orElseThrow();
        assertThat(byListing).isEqualTo(new Decision.Due(LISTED.plusDays(3), 3, LISTED, Decision.From.LISTED));
        Decision.Due found = Decision.of(Trees.usual(), CVE, exposed("Y"), dates(LISTED, earlier))
                .due()
                .orElseThrow();
        assertThat(found).isEqualTo(new Decision.Due(earlier.plusDays(3), 3, earlier, Decision.From.DETECTED));
        Decision.Due unlisted = Decision.of(Trees.usual(), CVE, exposed("Y"), dates(null, later))
                .due()
                .orElseThrow();
        assertThat(unlisted.from()).isEqualTo(Decision.From.DETECTED);
        assertThat(Decision.of(Trees.usual(), CVE, exposed("Y"), Decision.Dates.NONE)
                        .due())
                .isEmpty();
    }

    @Test
    void anOutcomeWithoutDaysHasNoDueDay() {
        Points harmless = new Points(Map.of(
                Points.IN_KEV, Answer.of("N", Answer.Basis.ABSENCE),
                Points.AUTOMATABLE, Answer.of("N", Answer.Basis.SOURCE)));
        Decision decision = Decision.of(Trees.usual(), harmless, exposed("N"), dates(null, LISTED));
        assertThat(decision.worst().key()).isEqualTo("FSU");
        assertThat(decision.due()).isEmpty();
    }

    @Test
    void humanImpactIsMadeOfSafetyAndMission() {
        Points cve = new Points(Map.of(
                Points.EXPLOITATION, Answer.of("A", Answer.Basis.SOURCE, "kev"),
                Points.AUTOMATABLE, Answer.of("Y", Answer.Basis.SOURCE)));
        AssetClass asset = new AssetClass(Map.of(
                Points.SYSTEM_EXPOSURE, Set.of("O"),
                Points.MISSION_IMPACT, Set.of("MEF"),
                Points.SAFETY_IMPACT, Set.of("R")));
        Decision decision = Decision.of(Trees.named("deployer").orElseThrow(), cve, asset, Decision.Dates.NONE);
        assertThat(decision.answers().get(Points.HUMAN_IMPACT))
                .isEqualTo(new Answer(Set.of("H"), Answer.Basis.TABLE, java.util.List.of("ssvc:DT_HI:1.0.0")));
        assertThat(decision.worst().key()).isEqualTo("I");
    }

    @Test
    void whatIsAskedAreTheQuestionsBehindATable() {
        Points cve = new Points(Map.of(
                Points.EXPLOITATION, Answer.of("A", Answer.Basis.SOURCE, "kev"),
                Points.AUTOMATABLE, Answer.of("Y", Answer.Basis.SOURCE)));
        Decision decision = Decision.of(
                Trees.named("deployer").orElseThrow(),
                cve,
                new AssetClass(Map.of(Points.SYSTEM_EXPOSURE, Set.of("O"))),
                Decision.Dates.NONE);
        assertThat(decision.outcomes()).extracting(DecisionPoint.Value::key).containsExactly("O", "I");
        assertThat(decision.open())
                .extracting(open -> open.point().point())
                .containsExactlyInAnyOrder(Points.SAFETY_IMPACT, Points.MISSION_IMPACT);
    }

    @Test
    void aTableUnderAnEarlierNameOfAPointGetsTheSameAnswer() {
        Points points = new Points(Map.of(Points.PUBLICLY_EXPOSED, Answer.of("Y", Answer.Basis.STATED)));
        assertThat(points.answer("cisa:AE")).isPresent();
    }
}
