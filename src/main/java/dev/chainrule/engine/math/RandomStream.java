package dev.chainrule.engine.math;

/**
 * A stream of random numbers that is a pure function of (seed, purpose, index), so that no state has to be stored to continue a run:
 * the order of epoch 7 or the initial values of layer 2 can be had again at any time.
 *
 * <p>SplitMix64: Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators", fig. 14. Only integer arithmetic,
 * multiplication and {@link StrictMath}, so the same bits everywhere.
 */
public final class RandomStream {

    /** What a stream is used for: streams of different purposes never overlap in practice. */
    public enum Purpose {
        INITIAL_VALUES(1),
        SHUFFLE(2),
        VALIDATION_SPLIT(3),
        DROPOUT(4),
        SAMPLES(5),
        MEMBER(6),
        IMPORTANCE(10);

        /** Part of what a seed means: never to change. */
        private final int number;

        Purpose(int number) {
            this.number = number;
        }
    }

    static final long MIX_1 = 0xBF58476D1CE4E5B9L;
    static final long MIX_2 = 0x94D049BB133111EBL;
    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    private static final boolean VECTOR = Kernels.hasVectorModule();

    private long state;
    private double spareGaussian = Double.NaN;

    public RandomStream(long seed, Purpose purpose, long index) {
        this.state = mix(mix(mix(seed) + purpose.number * GAMMA) + (index + 1) * GAMMA);
    }

    /** Begins the stream anew, as a pure function of all four: one object then serves many streams. */
    public void restart(long seed, Purpose purpose, long index, long part) {
        long stream = mix(mix(mix(seed) + purpose.number * GAMMA) + (index + 1) * GAMMA);
        state = mix(stream + (part + 1) * GAMMA);
        spareGaussian = Double.NaN;
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * MIX_1;
        z = (z ^ (z >>> 27)) * MIX_2;
        return z ^ (z >>> 31);
    }

    public long nextLong() {
        state += GAMMA;
        return mix(state);
    }

    /** Uniform over [0, 1), 53 bits. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /**
     * Fills the first {@code count} elements with 0, with probability {@code rate}, or {@code kept}: what {@code nextDouble() < rate ? 0 : kept}
     * gives, without a branch that nobody could predict.
     */
    public void fillMask(float[] mask, int count, double rate, float kept) {
        // an integer is below rate 2^53 exactly if it is below the next integer
        long threshold = (long) Math.ceil(rate * 0x1.0p53);
        long start = state;
        int first = VECTOR ? VectorMasks.fill(mask, count, start, GAMMA, threshold, kept) : 0;
        for (int i = first; i < count; i++) {
            long bits = mix(start + (i + 1) * GAMMA) >>> 11;
            mask[i] = kept * (float) (1 + (int) ((bits - threshold) >> 63));
        }
        state = start + count * GAMMA;
    }

    /** Uniform over 0..bound-1, without bias (Lemire 2019, "Fast random integer generation in an interval"). */
    public int nextInt(int bound) {
        long product = (nextLong() >>> 32) * bound;
        long low = product & 0xFFFFFFFFL;
        if (low < bound) {
            long threshold = (1L << 32) % bound;
            while (low < threshold) {
                product = (nextLong() >>> 32) * bound;
                low = product & 0xFFFFFFFFL;
            }
        }
        return (int) (product >>> 32);
    }

    /** Standard normal, by the Box-Muller transform. */
    public double nextGaussian() {
        if (!Double.isNaN(spareGaussian)) {
            double spare = spareGaussian;
            spareGaussian = Double.NaN;
            return spare;
        }
        double radius = Math.sqrt(-2 * StrictMath.log(1 - nextDouble()));
        double angle = 2 * Math.PI * nextDouble();
        spareGaussian = radius * StrictMath.sin(angle);
        return radius * StrictMath.cos(angle);
    }

    /** Shuffles {@code values[from..to)} in place (Fisher-Yates). */
    public void shuffle(int[] values, int from, int to) {
        for (int i = to - from - 1; i > 0; i--) {
            int j = nextInt(i + 1);
            int swap = values[from + i];
            values[from + i] = values[from + j];
            values[from + j] = swap;
        }
    }
}
