package vigie.learn;

/**
 * The last contributions of each tree by the decisions that led to them: rows that lack the same features go the same
 * ways. A place is overwritten by the next decisions that fall on it. Not for several threads at once.
 *
 * <p>By hand: it stands in the innermost loop, where a cache with objects for keys costs more than it saves.
 */
final class ShapCache {

    /** A power of two: places for each tree. */
    private static final int PLACES = 1 << 8;

    /** Fibonacci hashing: 2^64 divided by the golden ratio (Knuth, volume 3, 6.4). */
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final long[] keys;
    private final double[][] contributions;

    ShapCache(int trees) {
        keys = new long[trees * PLACES];
        contributions = new double[trees * PLACES][];
    }

    /** Where the contributions for these decisions are or should be. */
    int place(int tree, long decisions) {
        return tree * PLACES + (int) ((decisions * MIX) >>> 56);
    }

    boolean has(int place, long decisions) {
        return keys[place] == decisions && contributions[place] != null;
    }

    double[] get(int place) {
        return contributions[place];
    }

    /** Room for the contributions for these decisions. */
    double[] claim(int place, long decisions, int size) {
        keys[place] = decisions;
        if (contributions[place] == null) {
            contributions[place] = new double[size];
        }
        return contributions[place];
    }
}
