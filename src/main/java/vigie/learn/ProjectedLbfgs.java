package vigie.learn;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

/**
 * Finds the minimum of a smooth convex function of some thousand variables, of which some must not be negative and others not
 * positive: L-BFGS (Nocedal and Wright 2006, algorithm 7.4) on the variables that are free, each step projected onto the bounds
 * (two-metric projection: Bertsekas 1982, "Projected Newton methods for optimization problems with simple constraints"; with L-BFGS:
 * Schmidt, Kim and Sra 2011). Deterministic.
 *
 * <p>By hand: none of the libraries of this program has it, XGBoost's linear models know no bounds, and it is small.
 */
final class ProjectedLbfgs {

    /** Pairs of steps and changes of the gradient that are kept. */
    private static final int MEMORY = 20;

    /** Share of the decrease that the gradient promises which a step has to reach (Armijo). */
    private static final double SUFFICIENT = 1e-4;

    private static final int HALVINGS = 30;

    /** A round that lowers the value by a smaller share is the last. */
    private static final double LEAST_DECREASE = 1e-10;

    /** With no component of the gradient above it, there is nothing to gain. */
    private static final double FLAT = 1e-9;

    /** What is minimised. */
    @FunctionalInterface
    interface Function {
        /**
         * The value at a point.
         *
         * @param gradient overwritten
         */
        double at(double[] point, double[] gradient);
    }

    private record Pair(double[] step, double[] change) {}

    private final Function function;
    private final int[] signs;
    private final Deque<Pair> pairs = new ArrayDeque<>();
    private double[] point;
    private double[] gradient;
    private double value;

    private ProjectedLbfgs(Function function, int[] signs) {
        this.function = function;
        this.signs = signs;
        point = new double[signs.length];
        gradient = new double[signs.length];
        value = function.at(point, gradient);
    }

    /**
     * Searches from 0.
     *
     * @param signs for each variable 1 if it must not be negative, -1 if not positive, 0 if it is free
     * @param rounds at most
     * @return the point with the least value that was found
     */
    static double[] minimise(Function function, int[] signs, int rounds) {
        ProjectedLbfgs search = new ProjectedLbfgs(function, signs);
        for (int round = 0; round < rounds && search.round(); round++) {
            // goes on
        }
        return search.point;
    }

    /** Whether another round may find a lower value. */
    private boolean round() {
        boolean[] held = held();
        double[] slope = masked(gradient, held);
        double steepest = Arrays.stream(slope).map(Math::abs).max().orElse(0);
        if (steepest < FLAT) {
            return false;
        }
        double before = value;
        if (!step(direction(slope, held), pairs.isEmpty() ? Math.min(1, 1 / steepest) : 1)) {
            // What was learnt of the curvature misleads, as it may where the bounds change: the gradient alone never
            // does.
            boolean learnt = !pairs.isEmpty();
            pairs.clear();
            return learnt;
        }
        return before - value > LEAST_DECREASE * Math.max(1, Math.abs(value));
    }

    /** The variables that stand on their bound and would have to cross it to lower the value. */
    private boolean[] held() {
        boolean[] held = new boolean[point.length];
        for (int i = 0; i < held.length; i++) {
            held[i] = signs[i] != 0 && point[i] == 0 && signs[i] * gradient[i] >= 0;
        }
        return held;
    }

    /** Minus the inverse Hessian times the gradient, both of the free variables, by the two loops of L-BFGS. */
    private double[] direction(double[] slope, boolean[] held) {
        double[] result = slope.clone();
        int size = pairs.size();
        double[] along = new double[size];
        double[] curvature = new double[size];
        double scale = 0;
        int at = size;
        for (Iterator<Pair> newest = pairs.descendingIterator(); newest.hasNext(); ) {
            Pair pair = newest.next();
            double[] change = masked(pair.change, held);
            curvature[--at] = dot(pair.step, change);
            double length = dot(change, change);
            if (curvature[at] > 1e-12 * length) {
                scale = scale == 0 ? curvature[at] / length : scale;
                along[at] = dot(pair.step, result) / curvature[at];
                add(result, -along[at], change);
            } else {
                curvature[at] = 0;
            }
        }
        for (int i = 0; i < result.length; i++) {
            result[i] *= scale == 0 ? 1 : scale;
        }
        for (Pair pair : pairs) {
            if (curvature[at] > 0) {
                double back = dot(masked(pair.change, held), result) / curvature[at];
                add(result, along[at] - back, masked(pair.step, held));
            }
            at++;
        }
        for (int i = 0; i < result.length; i++) {
            result[i] = -result[i];
        }
        return result;
    }

    /** Goes along a direction, half as far each time, until the value is low enough; false if it never is. */
    private boolean step(double[] direction, double longest) {
        double[] next = new double[point.length];
        double[] there = new double[point.length];
        double length = longest;
        for (int halving = 0; halving < HALVINGS; halving++, length /= 2) {
            double promised = 0;
            for (int i = 0; i < next.length; i++) {
                double place = point[i] + length * direction[i];
                next[i] = signs[i] * place < 0 ? 0 : place;
                promised += gradient[i] * (next[i] - point[i]);
            }
            double found = promised < 0 ? function.at(next, there) : Double.POSITIVE_INFINITY;
            if (found <= value + SUFFICIENT * promised) {
                remember(next, there);
                point = next;
                gradient = there;
                value = found;
                return true;
            }
        }
        return false;
    }

    private void remember(double[] next, double[] there) {
        double[] step = next.clone();
        double[] change = there.clone();
        add(step, -1, point);
        add(change, -1, gradient);
        if (dot(step, change) > 0) {
            pairs.addLast(new Pair(step, change));
            if (pairs.size() > MEMORY) {
                pairs.removeFirst();
            }
        }
    }

    private static double[] masked(double[] of, boolean[] held) {
        double[] result = of.clone();
        for (int i = 0; i < result.length; i++) {
            if (held[i]) {
                result[i] = 0;
            }
        }
        return result;
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    private static void add(double[] to, double factor, double[] what) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * what[i];
        }
    }
}
