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
     * The points that a curve is drawn from: its corners, as nothing is to be seen inside of a level or upright stretch,
     * and if these are too many, some of them, evenly by their place, the first and the last among them.
     *
     * @param most at least 2
     */
    public static List<CurvePoint> thin(List<CurvePoint> curve, int most) {
        List<CurvePoint> corners = IntStream.range(0, curve.size())
                .filter(i ->
                        i == 0 || i == curve.size() - 1 || !straight(curve.get(i - 1), curve.get(i), curve.get(i + 1)))
                .mapToObj(curve::get)
                .toList();
        if (corners.size() <= most) {
            return corners;
        }
        return IntStream.range(0, most)
                .mapToObj(i -> corners.get((int) ((long) i * (corners.size() - 1) / (most - 1))))
                .toList();
    }

    private static boolean straight(CurvePoint before, CurvePoint point, CurvePoint after) {
        boolean upright = before.x == point.x && point.x == after.x;
        boolean level = before.y == point.y && point.y == after.y;
        return upright || level;
    }
}
