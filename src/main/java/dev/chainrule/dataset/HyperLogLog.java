package dev.chainrule.dataset;

/**
 * Estimates how many distinct hashes it was given, in 2 KB, with a standard error of 2.3 %.
 *
 * <p>Flajolet, Fusy, Gandouet and Meunier 2007, "HyperLogLog"; the estimate is that of Ertl 2017, "New cardinality estimation
 * algorithms for HyperLogLog sketches", algorithm 6, which is good for small numbers too.
 */
final class HyperLogLog {

    private static final int INDEX_BITS = 11;
    private static final int REGISTERS = 1 << INDEX_BITS;
    /** The bits of a hash behind the index. */
    private static final int BITS = 64 - INDEX_BITS;

    /** The longest run of zeros that a hash of each index began with, plus one; 0 where there was no hash. */
    private final byte[] registers = new byte[REGISTERS];

    void add(long hash) {
        int index = (int) (hash >>> BITS);
        int zeros = Math.min(Long.numberOfLeadingZeros(hash << INDEX_BITS), BITS);
        if (registers[index] <= zeros) {
            registers[index] = (byte) (zeros + 1);
        }
    }

    double estimate() {
        int[] counts = new int[BITS + 2];
        for (byte register : registers) {
            counts[register]++;
        }
        double z = REGISTERS * tau(1 - (double) counts[BITS + 1] / REGISTERS);
        for (int k = BITS; k >= 1; k--) {
            z = (z + counts[k]) / 2;
        }
        z += REGISTERS * sigma((double) counts[0] / REGISTERS);
        return (double) REGISTERS * REGISTERS / (2 * StrictMath.log(2) * z);
    }

    /** x + sum over k of x^(2^k) 2^(k-1). */
    private static double sigma(double share) {
        if (share == 1) {
            return Double.POSITIVE_INFINITY;
        }
        double x = share;
        double y = 1;
        double sum = x;
        double before;
        do {
            x *= x;
            before = sum;
            sum += x * y;
            y += y;
        } while (sum != before);
        return sum;
    }

    /** (1 - x - sum over k of (1 - x^(2^-k))^2 2^-k) / 3. */
    private static double tau(double share) {
        if (share == 0 || share == 1) {
            return 0;
        }
        double x = share;
        double y = 1;
        double sum = 1 - x;
        double before;
        do {
            x = Math.sqrt(x);
            before = sum;
            y /= 2;
            sum -= (1 - x) * (1 - x) * y;
        } while (sum != before);
        return sum / 3;
    }
}
