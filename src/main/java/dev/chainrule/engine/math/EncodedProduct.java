package dev.chainrule.engine.math;

import java.util.Arrays;

/**
 * Products with a matrix X (rows, features) whose rows are given as a {@link RowEncoding} has them: Z = b + X W, and the gradient dW = X' dZ.
 * What a row's zeros and ones would be multiplied by is not looked at, so the time goes with the length of an encoded row.
 *
 * <p>For a number in intervals with feature t and fraction u, and P(t) the sum of the rows of W from the first of its intervals to t - 1,
 *
 * <pre>
 *   sum of x(i) W(i) over its features = P(t) + u W(t) - sum of mean(i) W(i)
 *   dW(i) = sum of dz over rows with t &gt; i + sum of u dz over rows with t = i - mean(i) sum of dz over all rows
 * </pre>
 *
 * <p>so that P, and a row s = b - sum of mean(i) W(i), are made once a product, and the gradient takes one look at each row and a sum
 * from the last interval to the first. Additions have one order, for each element: Z starts from s, whose terms are added by features,
 * ascending; then come P(t) of the numbers in intervals; then, each times its row of W, the numbers, the fractions u and the levels, each in
 * their order. Sums over rows go by rows, ascending.
 * So kernels, vectors and threads, which share rows of Z and columns of X, change no bit.
 *
 * <p>Holds its buffers; serves one caller at a time.
 */
public final class EncodedProduct {

    private static final boolean VECTOR = Kernels.hasVectorModule();
    private static final float[] NONE = new float[0];
    /** From so many floats of x times units on it is worth sharing them. */
    private static final int SHARED = 1 << 16;

    private final Workers workers;
    private final Workers.Job rowsOfZ = this::rowsOfZ;
    private final Workers.Job columnsOfX = this::columnsOfX;
    private final RowEntries[] entriesOf = new RowEntries[ThreadBudget.MOST];
    private final RowBuckets[] buckets = new RowBuckets[ThreadBudget.MOST];
    /** s, (units) */
    private float[] start = NONE;
    /** P, (features, units), of features in intervals. */
    private float[] prefix = NONE;
    /** The numbers of all rows, (rows, d), and the gradient of their weights, (d, units). */
    private float[] numbers = NONE;

    private float[] numbersGradient = NONE;
    private float[] ownSums = NONE;

    /** The product under way, for its parts. */
    private RowEncoding encoding = RowEncoding.plain(0);

    private int units;
    private int rows;
    private float[] x = NONE;
    private float[] w = NONE;
    private int wOffset;
    private float[] z = NONE;
    private float[] sums = NONE;
    private int sumsOffset;

    /** @param workers who takes part in large products */
    public EncodedProduct(Workers workers) {
        this.workers = workers;
    }

    private void begin(RowEncoding encoding, int rows, int units, float[] x, float[] w, int wOffset, float[] z) {
        if ((long) rows * encoding.width() > x.length
                || (long) rows * units > z.length
                || wOffset + (long) encoding.features() * units > w.length) {
            throw new IllegalArgumentException("a matrix exceeds its array: " + rows + " rows of " + encoding.width()
                    + " and " + units + ", " + encoding.features() + " features; lengths " + x.length + ", " + z.length
                    + ", " + w.length);
        }
        this.encoding = encoding;
        this.rows = rows;
        this.units = units;
        this.x = x;
        this.w = w;
        this.wOffset = wOffset;
        this.z = z;
    }

    /** So many floats at least, for the sums of the columns of dZ where nobody else wants them. */
    public float[] sums(int units) {
        if (ownSums.length < units) {
            ownSums = new float[units];
        }
        return ownSums;
    }

    private int parts(int most) {
        boolean isLarge = (long) rows * encoding.width() * units >= SHARED;
        return isLarge ? Math.clamp(most, 1, workers.threads()) : 1;
    }

    /**
     * Z (rows, units) = b + X W, with W (features, units) and b (units).
     *
     * @param x (rows, {@code encoding.width()})
     */
    public void multiply(
            RowEncoding encoding,
            int rows,
            int units,
            float[] x,
            float[] w,
            int wOffset,
            float[] b,
            int bOffset,
            float[] z) {
        begin(encoding, rows, units, x, w, wOffset, z);
        if (start.length < units) {
            start = new float[units];
        }
        int parts = parts(rows);
        for (int part = 0; part < parts; part++) {
            if (entriesOf[part] == null) {
                entriesOf[part] = new RowEntries();
            }
        }
        takeMeansAway(b, bOffset);
        addUpIntervals();
        workers.run(parts, rowsOfZ);
    }

    /** s = b - sum of mean(i) W(i). */
    private void takeMeansAway(float[] b, int bOffset) {
        RowEntries entries = entriesOf[0];
        entries.readMeans(encoding, units);
        entries.multiply(units, w, wOffset, b, bOffset, start, 0);
    }

    /** P. */
    private void addUpIntervals() {
        int numbers = encoding.intervals().length;
        if (numbers > 0 && prefix.length < encoding.features() * units) {
            prefix = new float[encoding.features() * units];
        }
        for (int column = 0; column < numbers; column++) {
            int at = encoding.intervals()[column] * units;
            int count = encoding.intervalCounts()[column];
            int first = VECTOR ? VectorCells.sumsOfRowsBefore(units, count, w, wOffset + at, prefix, at) : 0;
            for (int j = first; j < units; j++) {
                float sum = 0f;
                for (int k = at + j; k < at + count * units; k += units) {
                    prefix[k] = sum;
                    sum += w[wOffset + k];
                }
            }
        }
    }

    private void rowsOfZ(int part, int parts) {
        RowEntries entries = entriesOf[part];
        entries.begin(encoding, units);
        int to = (int) ((long) rows * (part + 1) / parts);
        for (int row = (int) ((long) rows * part / parts); row < to; row++) {
            entries.read(encoding, units, x, row * encoding.width());
            entries.multiply(encoding, units, w, wOffset, prefix, start, z, row * units);
        }
    }

    /**
     * dW (features, units) = X' dZ, of all features.
     *
     * @param x (rows, {@code encoding.width()})
     * @param dz (rows, units)
     * @param sums (units) from {@code sumsOffset} on: the sums of the columns of dZ
     * @param gemm multiplies by the numbers
     */
    public void multiplyTransposed(
            RowEncoding encoding,
            int rows,
            int units,
            float[] x,
            float[] dz,
            float[] sums,
            int sumsOffset,
            float[] dw,
            int dwOffset,
            Gemm gemm) {
        begin(encoding, rows, units, x, dw, dwOffset, dz);
        this.sums = sums;
        this.sumsOffset = sumsOffset;
        multiplyNumbers(gemm);
        for (int feature : encoding.unused()) {
            Arrays.fill(dw, dwOffset + feature * units, dwOffset + (feature + 1) * units, 0f);
        }
        int parts = parts(encoding.intervals().length + encoding.levels().length);
        for (int part = 0; part < parts; part++) {
            if (buckets[part] == null) {
                buckets[part] = new RowBuckets();
            }
        }
        workers.run(parts, columnsOfX);
    }

    private void multiplyNumbers(Gemm gemm) {
        int d = encoding.numbers().length;
        if (numbers.length < rows * d) {
            numbers = new float[rows * d];
        }
        if (numbersGradient.length < d * units) {
            numbersGradient = new float[d * units];
        }
        for (int row = 0; row < rows; row++) {
            System.arraycopy(x, row * encoding.width(), numbers, row * d, d);
        }
        float[] sums = numbersGradient;
        gemm.multiplyTransposedA(
                d, units, rows, numbers, 0, z, 0, gemm.zeros(units), 0, sums, 0, Gemm.Completed.NOTHING);
        for (int i = 0; i < d; i++) {
            System.arraycopy(numbersGradient, i * units, w, wOffset + encoding.numbers()[i] * units, units);
        }
    }

    private void columnsOfX(int part, int parts) {
        int p = encoding.intervals().length;
        int columns = p + encoding.levels().length;
        RowBuckets own = buckets[part];
        for (int column = columns * part / parts; column < columns * (part + 1) / parts; column++) {
            if (column < p) {
                int at = encoding.intervalsAt() + 2 * column;
                int first = encoding.intervals()[column];
                int count = encoding.intervalCounts()[column];
                own.sort(x, rows, encoding.width(), at, first, count);
                own.intervals(x, at + 1, encoding.means(), sums, sumsOffset, z, units, w, wOffset);
            } else {
                int at = encoding.levelsAt() + column - p;
                own.sort(
                        x,
                        rows,
                        encoding.width(),
                        at,
                        encoding.levels()[column - p],
                        encoding.levelCounts()[column - p]);
                own.levels(z, units, w, wOffset);
            }
        }
    }
}
