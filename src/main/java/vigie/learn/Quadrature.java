package vigie.learn;

/**
 * Gauss-Legendre quadrature on 0 to 1: the sum of weight times value at the points is the integral, exactly so for
 * polynomials of degree below twice the number of points (Abramowitz and Stegun 1964, 25.4.29).
 *
 * @param points inside 0 to 1, ascending
 * @param weights positive, their sum is 1
 */
record Quadrature(double[] points, double[] weights) {

    static Quadrature of(int size) {
        double[] points = new double[size];
        double[] weights = new double[size];
        for (int i = 0; i < size; i++) {
            double root = -Math.cos(Math.PI * (i + 0.75) / (size + 0.5));
            double slope = 1;
            // Newton's method doubles the digits in each step; the start is good to two or more.
            for (int step = 0; step < 10; step++) {
                double value = root;
                double before = 1;
                for (int n = 2; n <= size; n++) {
                    double next = ((2 * n - 1) * root * value - (n - 1) * before) / n;
                    before = value;
                    value = next;
                }
                slope = size * (root * value - before) / (root * root - 1);
                root -= value / slope;
            }
            points[i] = (1 + root) / 2;
            weights[i] = 1 / ((1 - root * root) * slope * slope);
        }
        return new Quadrature(points, weights);
    }
}
