package vigie.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vigie.model.Container;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.CveState;
import vigie.model.Dossier;
import vigie.model.Dossier.Sign;
import vigie.model.EvidenceKind;
import vigie.model.Origin;
import vigie.model.Versions;

class RowPlanTest {

    private static final LocalDate PUBLISHED = LocalDate.of(2024, 1, 1);
    private static final CveId CVE = new CveId(2024, 1);
    private static final RowPlan.Sampling ALL = new RowPlan.Sampling(1, 1);
    private static final Holdings WHOLE = new Holdings(Map.of(), List.of());

    @Test
    void aRowIsPositiveWhileTheFirstReportComesWithinThirtyDays() {
        List<RowPlan.Planned> rows = plan(PUBLISHED.plusYears(1)).of(dossier(Optional.of(PUBLISHED.plusDays(40))));
        assertThat(rows)
                .extracting(row -> PUBLISHED.until(row.day()).getDays()
                        + 31 * PUBLISHED.until(row.day()).getMonths())
                .containsExactly(0, 3, 7, 14, 30);
        assertThat(rows).extracting(RowPlan.Planned::positive).containsExactly(false, false, false, true, true);
    }

    @Test
    void aCveExploitedWhenPublishedHasNoRow() {
        assertThat(plan(PUBLISHED.plusYears(1)).of(dossier(Optional.of(PUBLISHED))))
                .isEmpty();
        assertThat(plan(PUBLISHED.plusYears(1)).of(dossier(Optional.of(PUBLISHED.minusDays(9)))))
                .isEmpty();
    }

    @Test
    void theNewestRowEndsThirtyDaysBeforeTheNewestData() {
        List<RowPlan.Planned> rows = plan(PUBLISHED.plusDays(90)).of(dossier(Optional.empty()));
        assertThat(rows.get(rows.size() - 1).day()).isEqualTo(PUBLISHED.plusDays(60));
        assertThat(plan(PUBLISHED.plusDays(29)).of(dossier(Optional.empty()))).isEmpty();
    }

    @Test
    void weightedRowsStandForTheWholeTime() {
        List<RowPlan.Planned> rows = plan(PUBLISHED.plusDays(300)).of(dossier(Optional.empty()));
        double months = rows.stream().mapToDouble(RowPlan.Planned::weight).sum();
        assertThat(months).isCloseTo(10, org.assertj.core.data.Offset.offset(1e-4));
    }

    @Test
    void sampledNegativesStandForThoseLeftOut() {
        RowPlan sampling = new RowPlan(PUBLISHED.plusDays(300), WHOLE, 7, new RowPlan.Sampling(0.25, 0.25));
        double months = 0;
        for (int number = 1; number <= 2000; number++) {
            for (RowPlan.Planned row : sampling.of(dossier(new CveId(2024, number), Optional.empty()))) {
                months += row.weight();
            }
        }
        assertThat(months / 2000).isBetween(9.5, 10.5);
    }

    @Test
    void theSameSeedSamplesTheSameRows() {
        RowPlan one = new RowPlan(PUBLISHED.plusDays(300), WHOLE, 7, new RowPlan.Sampling(0.5, 0.5));
        RowPlan two = new RowPlan(PUBLISHED.plusDays(300), WHOLE, 7, new RowPlan.Sampling(0.5, 0.5));
        assertThat(one.of(dossier(Optional.empty()))).isEqualTo(two.of(dossier(Optional.empty())));
    }

    @Test
    void negativesOfAThousandWithHolesStandForTheMissingOnes() {
        Holdings holes = new Holdings(
                Map.of(new CveId(2024, 0), 100),
                java.util.stream.IntStream.range(1, 51)
                        .mapToObj(n -> new CveId(2024, n))
                        .toList());
        RowPlan plan = new RowPlan(PUBLISHED.plusDays(300), holes, 7, ALL);
        double months = plan.of(dossier(Optional.empty())).stream()
                .mapToDouble(RowPlan.Planned::weight)
                .sum();
        assertThat(months).isCloseTo(20, org.assertj.core.data.Offset.offset(1e-3));
    }

    @Test
    void nothingIsLearnedFromAThousandOfWhichLessThanHalfIsHeld() {
        Holdings holes = new Holdings(Map.of(new CveId(2024, 0), 100), List.of(CVE));
        assertThat(new RowPlan(PUBLISHED.plusDays(300), holes, 7, ALL).of(dossier(Optional.empty())))
                .isEmpty();
    }

    @Test
    void aRowIsNotOfADayOnWhichThisInstallationDidNotKnowTheRecord() {
        Dossier dossier = dossier(Optional.empty());
        CveRecord record = dossier.records().get(0);
        Optional<LocalDate> seen = Optional.of(PUBLISHED.plusDays(5));
        Versions versions = new Versions(
                record.source(),
                List.of(new Versions.Version<>(record, seen, Optional.empty())),
                List.of(new Versions.Version<>(record.containers().get(0), seen, Optional.empty())));
        Dossier late = new Dossier(CVE, List.of(record), List.of(versions), List.of(), List.of(), List.of());
        assertThat(plan(PUBLISHED.plusDays(60)).of(late))
                .extracting(row -> PUBLISHED.until(row.day(), ChronoUnit.DAYS))
                .containsExactly(5L, 7L, 14L, 30L);
    }

    private static RowPlan plan(LocalDate until) {
        return new RowPlan(until, WHOLE, 7, ALL);
    }

    private static Dossier dossier(Optional<LocalDate> exploited) {
        return dossier(CVE, exploited);
    }

    private static Dossier dossier(CveId cve, Optional<LocalDate> exploited) {
        var moment = Optional.of(PUBLISHED.atStartOfDay().toInstant(ZoneOffset.UTC));
        Container cna = new Container(
                new Origin(Origin.Kind.CNA, "test"),
                moment,
                "",
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        CveRecord record = new CveRecord(
                cve,
                CveRecord.Source.CVE_LIST,
                CveState.PUBLISHED,
                Optional.empty(),
                moment,
                Optional.empty(),
                "test",
                "",
                Optional.empty(),
                List.of(cna));
        List<Sign> signs = exploited.stream()
                .map(day -> new Sign(EvidenceKind.EXPLOITED, "kev", day, Optional.empty()))
                .toList();
        return new Dossier(cve, List.of(record), signs, List.of(), List.of());
    }
}
