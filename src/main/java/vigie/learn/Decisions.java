package vigie.learn;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which way a row goes at every split of a forest, as one bit for each: 1 for left. The splits are gone through by
 * feature, so that those of features that a row lacks cost nothing. Immutable.
 */
final class Decisions {

    private final int[] firstWords;
    private final long[] ifAllMissing;

    /** The features that occur. */
    private final int[] features;

    /** Where the splits of each of {@link #features} start, and the end of the last. */
    private final int[] starts;

    private final int[] words;
    private final long[] bits;
    private final float[] thresholds;
    private final boolean[] missingGoesLeft;

    Decisions(Forest forest, int width) {
        int[] count = new int[width + 1];
        firstWords = new int[forest.size() + 1];
        for (int tree = 0; tree < forest.size(); tree++) {
            int splits = 0;
            for (int node = forest.root(tree); node < forest.end(tree); node++) {
                if (!forest.isLeaf(node)) {
                    count[forest.feature(node) + 1]++;
                    splits++;
                }
            }
            firstWords[tree + 1] = firstWords[tree] + (splits + 63) / 64;
        }
        features = IntStream.range(0, width)
                .filter(feature -> count[feature + 1] > 0)
                .toArray();
        Arrays.parallelPrefix(count, Integer::sum);
        starts = new int[features.length + 1];
        for (int i = 0; i < features.length; i++) {
            starts[i + 1] = count[features[i] + 1];
        }
        int all = count[width];
        words = new int[all];
        bits = new long[all];
        thresholds = new float[all];
        missingGoesLeft = new boolean[all];
        ifAllMissing = new long[firstWords[forest.size()]];
        for (int tree = 0; tree < forest.size(); tree++) {
            fill(forest, tree, count);
        }
    }

    private void fill(Forest forest, int tree, int[] next) {
        int split = 0;
        for (int node = forest.root(tree); node < forest.end(tree); node++) {
            if (forest.isLeaf(node)) {
                continue;
            }
            int at = next[forest.feature(node)]++;
            words[at] = firstWords[tree] + split / 64;
            bits[at] = 1L << split;
            thresholds[at] = forest.value(node);
            missingGoesLeft[at] = forest.missingGoesLeft(node);
            if (missingGoesLeft[at]) {
                ifAllMissing[words[at]] |= bits[at];
            }
            split++;
        }
    }

    /** Number of words of bits. */
    int size() {
        return ifAllMissing.length;
    }

    /** The word that has the bits of a tree's first 64 splits, which are numbered by ascending node. */
    int firstWord(int tree) {
        return firstWords[tree];
    }

    /** Writes all decisions about a row. */
    void decide(float[] dense, long[] decisions) {
        System.arraycopy(ifAllMissing, 0, decisions, 0, ifAllMissing.length);
        for (int i = 0; i < features.length; i++) {
            float value = dense[features[i]];
            if (Float.isNaN(value)) {
                continue;
            }
            for (int at = starts[i]; at < starts[i + 1]; at++) {
                if (value < thresholds[at] != missingGoesLeft[at]) {
                    decisions[words[at]] ^= bits[at];
                }
            }
        }
    }
}
