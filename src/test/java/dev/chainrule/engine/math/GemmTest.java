package dev.chainrule.engine.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.chainrule.engine.math.Product.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GemmTest {

    /** None, one, primes, and around the sizes of vectors (4, 8, 16), strips (8) and tiles (4 and 8 x 8, 16 and 32). */
    private static final int[] SIZES = {0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 67};

    private final Gemm vector = new Gemm(new Workers(), new VectorKernel());
    private final Gemm scalar = new Gemm(new Workers(), new ScalarKernel());

    @ParameterizedTest
    @EnumSource
    void everyShapeIsTheProductOnBothKernels(Form form) {
        for (int m : SIZES) {
            for (int n : SIZES) {
                for (int k : SIZES) {
                    requireProduct(new Product(form, m, n, k));
                }
            }
        }
    }

    /** Around the blocks (M = 128, N = 256, K = 384), and the ways for few rows, few columns and a large B. */
    @ParameterizedTest
    @CsvSource({
        "127, 33, 385",
        "128, 256, 384",
        "129, 257, 781",
        "40, 1030, 1030",
        "1030, 260, 1030",
        "511, 33, 257",
        "513, 257, 259",
        "1031, 40, 70",
        "9, 521, 300",
        "8, 300, 521",
        "128, 10, 512",
        "300, 1, 700",
        "1, 700, 300",
        "2, 300, 300",
        "3, 300, 300",
        "5, 257, 300",
        "7, 100, 1000",
        "1, 1, 5000",
        "1, 5000, 1",
        "600, 600, 1"
    })
    void blocksFitTogether(int m, int n, int k) {
        for (Form form : Form.values()) {
            requireProduct(new Product(form, m, n, k));
        }
    }

    /** What an earlier product left in the buffers reaches no later one. */
    @Test
    void buffersCarryNothingOver() {
        for (Form form : Form.values()) {
            Product poison = new Product(form, 520, 290, 290).poisoned();
            for (Gemm gemm : new Gemm[] {vector, scalar}) {
                poison.by(gemm);
            }
            requireProduct(new Product(form, 13, 41, 290));
            requireProduct(new Product(form, 13, 3, 290));
        }
    }

    /** A zero times infinity is not skipped: the chain says NaN. */
    @Test
    void nonFiniteValuesSpread() {
        float[] a = {0, 1};
        float[] b = {Float.POSITIVE_INFINITY, 1, 2, 3};
        float[] c = new float[2];
        float[] result = new float[2];
        vector.multiply(1, 2, 2, a, 0, b, 0, c, 0, result, 0);
        assertThat(result).containsExactly(Float.NaN, 3);
    }

    @Test
    void shapesThatDoNotFitAreRefusedWithBothValues() {
        float[] six = new float[6];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> vector.multiply(-1, 2, 3, six, 0, six, 0, six, 0, six, 0))
                .withMessage("negative dimension: m = -1, n = 2, k = 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> vector.multiply(2, 2, 3, six, 1, six, 0, six, 0, six, 0))
                .withMessage("A exceeds its array: offset 1 + size 6 > length 6");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        vector.multiplyTransposedA(2, 3, 3, six, 0, six, 0, six, 0, six, 0, Gemm.Completed.NOTHING))
                .withMessage("B exceeds its array: offset 0 + size 9 > length 6");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> vector.multiplyTransposedB(3, 3, 2, six, 0, six, 0, six, 0, six, 0))
                .withMessage("C exceeds its array: offset 0 + size 9 > length 6");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> vector.multiply(1, 1, 1, six, -1, six, 0, six, 0, six, 0))
                .withMessage("A exceeds its array: offset -1 + size 1 > length 6");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> vector.multiply(65536, 1, 65536, six, 0, six, 0, six, 0, six, 0))
                .withMessage("A exceeds its array: offset 0 + size 4294967296 > length 6");
    }

    private void requireProduct(Product product) {
        float[] expected = product.byChains();
        product.requireClose(expected);
        requireSameBits(product, "vector", expected, product.by(vector));
        requireSameBits(product, "scalar", expected, product.by(scalar));
    }

    /** The whole array, with what surrounds C. */
    private static void requireSameBits(Product product, String kernel, float[] expected, float[] actual) {
        for (int i = 0; i < expected.length; i++) {
            if (Float.floatToRawIntBits(expected[i]) != Float.floatToRawIntBits(actual[i])) {
                throw new AssertionError(product + " on the " + kernel + " kernel: c[" + i + "] = " + actual[i]
                        + ", expected " + expected[i]);
            }
        }
    }
}
