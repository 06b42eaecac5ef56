package vigie.score;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Fixes CVEs round by round by a rule, and counts which exploited ones it came to in time. A rule fixes only what it names: where
 * that is less than there is time for, the rest of the time is not used; where it is more, the highest come first. CVEs that tie are
 * taken in random orders, of which the mean counts.
 */
final class FixingSimulation {

    /** Enough for a mean to a tenth of a CVE. */
    private static final int ORDERS = 50;

    private final int perRound;
    private final int[] arrivals;
    private final int[] deadlines;
    private final long seed;

    /**
     * @param perRound how many are fixed in a round
     * @param arrivals for each CVE the number of the first round in which it is on the list
     * @param deadlines for each CVE how many rounds came before it was known exploited; {@link Integer#MAX_VALUE} if it never was
     */
    FixingSimulation(int perRound, int[] arrivals, int[] deadlines, long seed) {
        this.perRound = perRound;
        this.arrivals = arrivals.clone();
        this.deadlines = deadlines.clone();
        this.seed = seed;
    }

    /** Means over the orders: CVEs fixed, exploited ones fixed in time, exploited ones fixed late. */
    record Counts(double fixes, double inTime, double late) {}

    /**
     * What a rule comes to.
     *
     * @param ranks for each round and CVE its place in the order, higher first; not a number where the rule does not name it
     */
    Counts run(double[][] ranks) {
        double[] sums = new double[3];
        for (int order = 0; order < ORDERS; order++) {
            SplittableRandom random = new SplittableRandom(seed + order);
            double[] ties = IntStream.range(0, arrivals.length)
                    .mapToDouble(i -> random.nextDouble())
                    .toArray();
            boolean[] fixed = new boolean[arrivals.length];
            boolean tied = false;
            for (int round = 0; round < ranks.length; round++) {
                tied |= fix(ranks[round], round, ties, fixed, sums);
            }
            if (!tied) {
                return new Counts(sums[0] / (order + 1), sums[1] / (order + 1), sums[2] / (order + 1));
            }
        }
        return new Counts(sums[0] / ORDERS, sums[1] / ORDERS, sums[2] / ORDERS);
    }

    /** Whether there was a choice between CVEs that tie. */
    private boolean fix(double[] ranks, int round, double[] ties, boolean[] fixed, double... sums) {
        IntPredicate named = cve -> arrivals[cve] <= round && !fixed[cve] && !Double.isNaN(ranks[cve]);
        int[] order = IntStream.range(0, arrivals.length)
                .filter(named)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(cve -> -ranks[cve]).thenComparingDouble(cve -> ties[cve]))
                .mapToInt(Integer::intValue)
                .toArray();
        int most = Math.min(perRound, order.length);
        for (int cve : Arrays.copyOf(order, most)) {
            fixed[cve] = true;
            sums[0]++;
            if (deadlines[cve] != Integer.MAX_VALUE) {
                sums[round < deadlines[cve] ? 1 : 2]++;
            }
        }
        return most < order.length && ranks[order[most - 1]] == ranks[order[most]];
    }
}
