package vigie.card;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;

/**
 * One side of a chart.
 *
 * @param label what is measured
 * @param scale linear, or logarithmic where small values matter most
 * @param from least value shown, above 0 on a logarithmic scale
 * @param to greatest value shown
 */
record Axis(String label, Scale scale, double from, double to, List<Tick> ticks) {

    enum Scale {
        LINEAR,
        LOG
    }

    /** A value that has a line and a name. */
    record Tick(double value, String label) {}

    /** From 0 to 1 in quarters. */
    static Axis share(String label, DoubleFunction<String> names) {
        return new Axis(label, Scale.LINEAR, 0, 1, ticks(names, 0, 0.25, 0.5, 0.75, 1));
    }

    /** With more powers of ten, their names would not fit beside each other. */
    private static final int MOST_POWERS = 5;

    /** From a value to 1, with a tick at each power of ten, or each other one. */
    static Axis logarithmic(String label, double from, DoubleFunction<String> names) {
        int least = (int) Math.floor(Math.log10(from) + 1e-9);
        int step = least < -MOST_POWERS ? 2 : 1;
        double[] powers = DoubleStream.iterate(0, power -> power >= least, power -> power - step)
                .map(power -> Math.pow(10, power))
                .filter(value -> value >= from * (1 - 1e-9))
                .toArray();
        return new Axis(label, Scale.LOG, from, 1, ticks(names, powers));
    }

    static List<Tick> ticks(DoubleFunction<String> names, double... values) {
        return DoubleStream.of(values)
                .mapToObj(value -> new Tick(value, names.apply(value)))
                .toList();
    }

    /** Where a value lies: 0 at the beginning to 1 at the end; what is beyond lies on the edge. */
    double at(double value) {
        double inside = Math.max(from, Math.min(to, value));
        return scale == Scale.LOG ? Math.log(inside / from) / Math.log(to / from) : (inside - from) / (to - from);
    }
}
