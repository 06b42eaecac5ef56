package vigie.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vigie.facts.FactsReader;
import vigie.model.CveId;
import vigie.testing.CveText;
import vigie.testing.Scores;
import vigie.testing.Seen;
import vigie.testing.TestHome;
import vigie.text.Messages;

class CurveTest {

    private static final String CVE = "CVE-2026-0001";

    private static Curve of(TestHome home) {
        return new FactsReader(home.reader())
                .cveWithHistory(CveId.of(CVE))
                .map(facts -> Curve.of(facts, LocalDate.of(2026, 2, 1), new Messages("en").bundle("dossier")))
                .orElseThrow();
    }

    @Test
    void bothScoresAreToldInTheOrderOfTheDaysAndLastUntilToday() {
        try (TestHome home = TestHome.make()) {
            home.ingest("2026-01-09", Seen.epss(LocalDate.of(2026, 1, 9), Map.of(CVE, 0.1)));
            home.ingest("2026-01-31", Seen.epss(LocalDate.of(2026, 1, 31), Map.of(CVE, 0.2)));
            Scores.run(home.writer(), Instant.parse("2026-01-20T12:00:00Z"), 1, List.of(CVE), List.of());

            Curve curve = of(home);

            assertThat(curve.points())
                    .extracting(Curve.Point::since, Curve.Point::what)
                    .containsExactlyInAnyOrder(
                            tuple(LocalDate.of(2026, 1, 9), "epss"),
                            tuple(LocalDate.of(2026, 1, 30), "score"),
                            tuple(LocalDate.of(2026, 1, 31), "epss"))
                    .isSortedAccordingTo((a, b) -> ((LocalDate) a.toList().get(0))
                            .compareTo((LocalDate) b.toList().get(0)));
            assertThat(curve.json()).contains("[[\"2026-01-09\",0.1],[\"2026-01-31\",0.2],[\"2026-02-01\",0.2]]");
            assertThat(curve.worthDrawing()).isTrue();
        }
    }

    @Test
    void aCveWithoutScoresHasNoDrawing() {
        try (TestHome home = TestHome.make()) {
            home.ingest("2026-01-09", CveText.cve(CVE).listed());
            assertThat(of(home).points()).isEmpty();
            assertThat(of(home).worthDrawing()).isFalse();
        }
    }
}
