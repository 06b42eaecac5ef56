package vigie.score;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import vigie.learn.metrics.AtEffort;
import vigie.model.ScoreBand;
import vigie.score.Evaluation.Measures;

/** How the exploited CVEs of a backtest were spread over the bands of a score. */
public final class BandShares {

    private BandShares() {}

    /**
     * The share (0 to 1) of the CVEs with the outcome that stood in each band on the day of the prediction. A band is left out where
     * the coverage at one of its ends was not measured, as on cards of earlier versions.
     */
    public static Map<ScoreBand, Double> of(Measures measures) {
        Map<ScoreBand, Double> shares = new EnumMap<>(ScoreBand.class);
        OptionalDouble above = OptionalDouble.of(0);
        for (ScoreBand band : ScoreBand.values()) {
            OptionalDouble here = band == ScoreBand.REST ? OptionalDouble.of(1) : coverage(measures, band.share());
            if (above.isPresent() && here.isPresent()) {
                shares.put(band, Math.max(0, here.getAsDouble() - above.getAsDouble()));
            }
            above = here;
        }
        return shares;
    }

    private static OptionalDouble coverage(Measures measures, double effort) {
        return measures.efforts().stream()
                .filter(at -> at.effort() == effort)
                .mapToDouble(AtEffort::coverage)
                .filter(Double::isFinite)
                .findFirst();
    }
}
