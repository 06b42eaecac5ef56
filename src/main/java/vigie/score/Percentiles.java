package vigie.score;

import java.util.Arrays;

/** Percentiles of scores among all CVEs. */
final class Percentiles {

    private final double[] sorted;

    /** @param margins of all CVEs; sorted in place */
    Percentiles(double[] margins) {
        Arrays.sort(margins);
        this.sorted = margins;
    }

    /** The share of CVEs that score lower or the same, 0 to 1, as EPSS counts it. */
    double of(double margin) {
        if (sorted.length == 0) {
            return 1;
        }
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= margin) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low / (double) sorted.length;
    }
}
