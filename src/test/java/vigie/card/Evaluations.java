package vigie.card;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vigie.learn.metrics.AtEffort;
import vigie.learn.metrics.Bootstrap.Interval;
import vigie.learn.metrics.Calibration.Bin;
import vigie.learn.metrics.CurvePoint;
import vigie.score.Evaluation;
import vigie.score.Evaluation.Group;
import vigie.score.Evaluation.Measures;
import vigie.score.Evaluation.Table;
import vigie.score.Outcome;

/** Evaluations with made-up figures. */
public final class Evaluations {

    public static final LocalDate FIRST = LocalDate.of(2024, 3, 4);
    public static final LocalDate SECOND = LocalDate.of(2025, 3, 4);

    private static final List<CurvePoint> ROC = List.of(
            new CurvePoint(0, 0, Double.POSITIVE_INFINITY),
            new CurvePoint(0.01, 0.5, 0.3),
            new CurvePoint(0.2, 0.9, 0.1),
            new CurvePoint(1, 1, 0));

    private static final List<CurvePoint> PRECISION =
            List.of(new CurvePoint(0, 0, 0.5), new CurvePoint(0.5, 0.09, 0.3), new CurvePoint(1, 0.002, 0));

    private Evaluations() {}

    public static Measures measures(double area, boolean probability) {
        List<AtEffort> efforts = List.of(
                new AtEffort(0.005, 0.35, 0.14),
                new AtEffort(0.01, 0.47, 0.094),
                new AtEffort(0.05, 0.69, 0.0276),
                new AtEffort(0.1, 0.76, 0.0152),
                new AtEffort(0.2, 0.9, 0.009));
        return new Measures(
                new Interval(area, area - 0.02, area + 0.02),
                new Interval(0.07, 0.05, 0.1),
                efforts.stream()
                        .map(at -> new Interval(at.coverage(), at.coverage() - 0.06, at.coverage() + 0.05))
                        .toList(),
                efforts,
                probability ? 0.00161 : Double.NaN,
                probability
                        ? List.of(
                                new Bin(0, 1e-5, 98_765, 5e-6, 0),
                                new Bin(1e-3, 0.0031622776, 1_234, 0.0021, 0.0024),
                                new Bin(0.31622776, Math.nextUp(1.0), 12, 0.47, 0.5))
                        : List.of(),
                ROC,
                PRECISION);
    }

    public static Table table(Group group, boolean epss, LocalDate... origins) {
        Map<String, Measures> contestants = new LinkedHashMap<>();
        contestants.put("model", measures(0.904, true));
        contestants.put("logistic", measures(0.87, true));
        if (epss) {
            contestants.put("epss", measures(0.75, true));
        }
        contestants.put("cvss", measures(0.68, false));
        return new Table(List.of(origins), 90, group, 131_068, 212, contestants);
    }

    /** One day, with EPSS. */
    public static Evaluation one() {
        return new Evaluation(
                Outcome.ANY,
                LocalDate.of(2016, 1, 1),
                List.of(table(Group.ALL, true, FIRST), table(Group.YOUNG, true, FIRST)));
    }

    /** Two days, of the second of which nothing came true. */
    public static Evaluation several() {
        return new Evaluation(
                Outcome.KEV,
                LocalDate.of(2023, 12, 1),
                List.of(
                        table(Group.ALL, false, FIRST, SECOND),
                        table(Group.ALL, true, FIRST),
                        new Table(List.of(SECOND), 90, Group.ALL, 150_000, 0, Map.of())));
    }
}
