package vigie.learn;

/**
 * The values of a column in steps.
 *
 * @param thresholds ascending; a value below the first is in step 0, a value that is one of them in the step above it
 * @param zero the step of 0 on the column's curve, and so of a missing value
 * @param middles what stands for the values of each step on the column's curve; 0 for that of 0
 */
record Steps(float[] thresholds, int zero, double[] middles) {

    private static final int NUMBER = 64;

    /** There or not there. */
    static Steps indicator(Curve curve) {
        return new Steps(new float[] {0.5f}, 0, new double[] {0, curve.of(1)});
    }

    /**
     * {@value #NUMBER} steps that are equally wide on the curve and reach from one value to another, and to 0.
     *
     * @return a single step if there is nothing between
     */
    static Steps quantity(Curve curve, float least, float most) {
        double from = Math.min(0, Math.min(curve.of(least), curve.of(most)));
        double width = (Math.max(0, Math.max(curve.of(least), curve.of(most))) - from) / NUMBER;
        if (width == 0) {
            return none();
        }
        float[] thresholds = new float[NUMBER - 1];
        double[] middles = new double[NUMBER];
        for (int step = 0; step < NUMBER; step++) {
            int place = curve.sign() > 0 ? step : NUMBER - 1 - step;
            middles[step] = from + (place + 0.5) * width;
            if (step > 0) {
                int edge = curve.sign() > 0 ? place : place + 1;
                thresholds[step - 1] = (float) curve.inverse(from + edge * width);
            }
        }
        int zero = step(thresholds, (float) curve.inverse(0));
        middles[zero] = 0;
        return new Steps(thresholds, zero, middles);
    }

    /** A single step, which says nothing. */
    static Steps none() {
        return new Steps(new float[0], 0, new double[1]);
    }

    /** How many there are. */
    int size() {
        return middles.length;
    }

    /** The step of a value that is not missing, as comparisons of floats find it. */
    int of(float value) {
        return step(thresholds, value);
    }

    /** How many of ascending thresholds a value is not below; a threshold may be there twice. */
    static int step(float[] thresholds, float value) {
        int low = 0;
        int high = thresholds.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (value < thresholds[middle]) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
