package vigie.learn;

/**
 * How a quantity enters a {@link Logistic}: counts and days span orders of magnitude, and what doubles them matters about as much
 * everywhere. A missing quantity counts as 0 on the curve.
 */
public enum Curve {
    /** As it is. */
    PLAIN(1) {
        @Override
        public double of(float value) {
            return value;
        }

        @Override
        double inverse(double place) {
            return place;
        }
    },

    /** A count or a length: ln(1 + x). */
    COUNT(1) {
        @Override
        public double of(float value) {
            return Math.log1p(Math.max(0, value));
        }

        @Override
        double inverse(double place) {
            return Math.expm1(place);
        }
    },

    /** A share from 0 to 1: ln(1 + 100 x). */
    SHARE(1) {
        @Override
        public double of(float value) {
            return Math.log1p(100.0 * Math.max(0, value));
        }

        @Override
        double inverse(double place) {
            return Math.expm1(place) / 100;
        }
    },

    /**
     * Days since something happened: 4 - ln(1 + x) / 2. That is 4 on the day and falls to 0, the place of what never happened, in
     * eight years.
     */
    RECENCY(-1) {
        @Override
        public double of(float value) {
            return 4 - Math.log1p(Math.max(0, value)) / 2;
        }

        @Override
        double inverse(double place) {
            return Math.expm1(2 * (4 - place));
        }
    };

    private final int sign;

    Curve(int sign) {
        this.sign = sign;
    }

    /** 1 if it rises with the value, -1 if it falls. */
    int sign() {
        return sign;
    }

    /**
     * The place of a value on the curve.
     *
     * @param value not NaN; below 0 counts as 0 but for {@link #PLAIN}
     */
    public abstract double of(float value);

    /** The value that has this place. */
    abstract double inverse(double place);
}
