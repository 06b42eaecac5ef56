package vigie.chart;

import java.util.Arrays;

/**
 * Density of CVSS base scores by a Gaussian kernel. The width of the kernel is Silverman's rule of thumb, 0.9 min(s, IQR / 1.34)
 * n^(-1/5) (B. W. Silverman, Density Estimation for Statistics and Data Analysis, 1986, equation 3.31); what would lie beyond 0 and
 * 10 is reflected there (section 2.10), since no score lies beyond.
 */
final class Density {

    private static final double FACTOR = 0.9;
    private static final double IQR_OF_NORMAL = 1.34;
    private static final int HIGHEST = 100;

    private final int[] tenths;
    private final double[] weight = new double[HIGHEST + 1];
    private final double width;

    /** @param tenths base scores in tenths, ascending */
    Density(int[] tenths) {
        this.tenths = tenths;
        for (int score : tenths) {
            weight[score]++;
        }
        this.width = width();
    }

    private double width() {
        double mean = Arrays.stream(tenths).average().orElse(0) / 10;
        double squares = Arrays.stream(tenths)
                .mapToDouble(t -> t / 10.0 - mean)
                .map(x -> x * x)
                .sum();
        double deviation = tenths.length < 2 ? 0 : Math.sqrt(squares / (tenths.length - 1));
        double range = (quartile(3) - quartile(1)) / IQR_OF_NORMAL;
        double spread = range > 0 ? Math.min(deviation, range) : deviation;
        return FACTOR * spread * Math.pow(tenths.length, -0.2);
    }

    /** A quartile by the nearest rank, as a base score: at least that share is at or below it. 0 where there is no score. */
    double quartile(int number) {
        int rank = (tenths.length * number + 3) / 4;
        return rank == 0 ? 0 : tenths[rank - 1] / 10.0;
    }

    /** The median: of an even number the middle between the two in the middle. */
    double median() {
        int half = tenths.length / 2;
        return tenths.length % 2 == 1 ? tenths[half] / 10.0 : (tenths[half - 1] + tenths[half]) / 20.0;
    }

    /** Whether there is a curve: equal scores have no spread. */
    boolean exists() {
        return width > 0;
    }

    /** The density at a base score; over 0 to 10 it adds up to 1. */
    double at(double score) {
        double sum = 0;
        for (int tenth = 0; tenth <= HIGHEST; tenth++) {
            if (weight[tenth] > 0) {
                double x = tenth / 10.0;
                sum += weight[tenth] * (kernel(score - x) + kernel(score + x) + kernel(20 - score - x));
            }
        }
        return sum / tenths.length;
    }

    private double kernel(double distance) {
        double z = distance / width;
        return Math.exp(-z * z / 2) / (Math.sqrt(2 * Math.PI) * width);
    }
}
