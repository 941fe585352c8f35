package dev.chainrule.engine.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.chainrule.engine.data.EncodedRows;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Products with encoded rows are those with the features that these stand for, in double, but for the rounding of floats. */
class EncodedProductTest {

    private static final int OFFSET = 3;
    /** Around whole vectors of 4, 8 and 16 lanes, and eight of them. */
    private static final int[] UNITS = {1, 3, 16, 17, 64, 128, 145};

    private static final int[][][] LAYOUTS = {
        {{0}, {}, {5, 2}},
        {{2}, {}, {7}},
        {{0}, {1, 17, 3}, {}},
        {{3}, {16, 33, 2}, {1, 1, 9}}
    };

    private final Workers workers = new Workers();
    private final EncodedProduct product = new EncodedProduct(workers);
    private final Gemm gemm = new Gemm(workers);

    private static EncodedRows rows(int[][] layout, int rows) {
        return EncodedRows.random(rows, 1, layout[0][0], layout[1], layout[2]);
    }

    private static float[] normal(int size, long seed) {
        Random random = new Random(seed);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** An error of a sum of n terms of about 1 is a few n times 2^-24. */
    private static void requireClose(float actual, double expected, double terms, String what) {
        assertThat((double) actual)
                .as(what)
                .isCloseTo(expected, Offset.offset(4 * (terms + 4) * 0x1.0p-24 * (1 + Math.abs(expected))));
    }

    @Test
    void bothProductsAreThoseWithTheFeatures() {
        for (int[][] layout : LAYOUTS) {
            for (int count : new int[] {1, 2, 37, 300}) {
                for (int units : UNITS) {
                    check(rows(layout, count), units);
                }
            }
        }
    }

    private void check(EncodedRows rows, int units) {
        RowEncoding encoding = rows.encoding();
        float[] features = rows.features();
        float[] w = normal(OFFSET + encoding.features() * units + units, 1);
        int bias = OFFSET + encoding.features() * units;
        float[] z = new float[rows.rows() * units];
        product.multiply(encoding, rows.rows(), units, rows.x(), w, OFFSET, w, bias, z);
        for (int row = 0; row < rows.rows(); row++) {
            for (int j = 0; j < units; j++) {
                double sum = w[bias + j];
                for (int f = 0; f < encoding.features(); f++) {
                    sum += (double) features[row * encoding.features() + f] * w[OFFSET + f * units + j];
                }
                requireClose(z[row * units + j], sum, 3.0 * encoding.features(), "z " + row + ", " + j);
            }
        }
        float[] dz = normal(rows.rows() * units, 2);
        float[] gradient = normal(w.length, 3);
        Sums.ofColumns(dz, rows.rows(), units, gradient, bias);
        product.multiplyTransposed(encoding, rows.rows(), units, rows.x(), dz, gradient, bias, gradient, OFFSET, gemm);
        for (int f = 0; f < encoding.features(); f++) {
            for (int j = 0; j < units; j++) {
                double sum = 0;
                for (int row = 0; row < rows.rows(); row++) {
                    sum += (double) features[row * encoding.features() + f] * dz[row * units + j];
                }
                requireClose(gradient[OFFSET + f * units + j], sum, 3.0 * rows.rows(), "dW " + f + ", " + j);
            }
        }
    }

    @Test
    void threadsChangeNoBit() {
        EncodedRows rows = rows(LAYOUTS[3], 300);
        float[] one = both(rows, 131);
        for (int threads : new int[] {2, 3, 7}) {
            workers.setThreads(threads);
            assertThat(both(rows, 131)).as("%d threads", threads).isEqualTo(one);
        }
    }

    private float[] both(EncodedRows rows, int units) {
        float[] w = normal((rows.encoding().features() + 1) * units, 1);
        float[] z = new float[rows.rows() * units];
        product.multiply(rows.encoding(), rows.rows(), units, rows.x(), w, 0, w, w.length - units, z);
        float[] sums = new float[units];
        Sums.ofColumns(z, rows.rows(), units, sums, 0);
        product.multiplyTransposed(rows.encoding(), rows.rows(), units, rows.x(), z, sums, 0, w, 0, gemm);
        float[] results = Arrays.copyOf(w, w.length + z.length);
        System.arraycopy(z, 0, results, w.length, z.length);
        return results;
    }

    /** What is found of a row does not depend on those beside it. */
    @Test
    void aRowAloneHasTheSameBits() {
        EncodedRows rows = rows(LAYOUTS[3], 50);
        int units = 37;
        float[] w = normal((rows.encoding().features() + 1) * units, 1);
        float[] all = new float[50 * units];
        product.multiply(rows.encoding(), 50, units, rows.x(), w, 0, w, w.length - units, all);
        int width = rows.encoding().width();
        float[] alone = new float[units];
        float[] x = Arrays.copyOfRange(rows.x(), 7 * width, 8 * width);
        product.multiply(rows.encoding(), 1, units, x, w, 0, w, w.length - units, alone);
        assertThat(alone).isEqualTo(Arrays.copyOfRange(all, 7 * units, 8 * units));
    }

    @Test
    void arraysThatAreTooShortAreRefused() {
        EncodedRows rows = rows(LAYOUTS[1], 5);
        float[] w = new float[rows.encoding().features() * 2];
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> product.multiply(rows.encoding(), 6, 2, rows.x(), w, 0, new float[2], 0, new float[12]))
                .withMessageContaining("6 rows");
    }

    @Test
    void encodedRowsAreOfUseWhereTheyAreMuchShorterThanFeatures() {
        assertThat(rows(LAYOUTS[3], 1).encoding().saves()).isTrue();
        assertThat(rows(new int[][] {{10}, {}, {3, 3}}, 1).encoding().saves()).isFalse();
        assertThat(RowEncoding.plain(5).saves()).isFalse();
        assertThat(RowEncoding.plain(5).isPlain()).isTrue();
    }
}
