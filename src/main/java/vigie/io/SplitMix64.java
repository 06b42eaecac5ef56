package vigie.io;

/**
 * The output function of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014, figure
 * 16): every bit of the result depends on every bit of the input. {@link java.util.SplittableRandom} has it, but gives it
 * to its own counter only.
 */
public final class SplitMix64 {

    /** The step from one state to the next: 2^64 divided by the golden ratio, odd. */
    public static final long GAMMA = 0x9E3779B97F4A7C15L;

    private SplitMix64() {}

    /** Mixes the bits of a number; a bijection. */
    public static long mix(long state) {
        long y = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        long x = (y ^ (y >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }

    /** A number from 0 (inclusive) to 1 (exclusive) that the given one determines. */
    public static double unit(long state) {
        return (mix(state) >>> 11) * 0x1.0p-53;
    }
}
