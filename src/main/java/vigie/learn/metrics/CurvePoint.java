package vigie.learn.metrics;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A point of a curve.
 *
 * @param x across, 0 to 1
 * @param y up, 0 to 1
 * @param threshold least score that is flagged
 */
public record CurvePoint(double x, double y, double threshold) {

    /**
     * At most so many points of a curve, evenly by their place, the first and the last among them.
     *
     * @param most at least 2
     */
    public static List<CurvePoint> thin(List<CurvePoint> curve, int most) {
        if (curve.size() <= most) {
            return curve;
        }
        return IntStream.range(0, most)
                .mapToObj(i -> curve.get((int) ((long) i * (curve.size() - 1) / (most - 1))))
                .toList();
    }
}
