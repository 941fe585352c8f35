package dev.chainrule.engine.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.engine.math.Product.Form;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {

    private final int total = ThreadBudget.total();
    private final Workers workers = new Workers();

    @AfterEach
    void restore() {
        ThreadBudget.setTotal(total);
    }

    /** Many short jobs, one after the other: helpers that come late find another one. */
    @Test
    void everyPartIsDoneOnceBeforeTheCallReturns() {
        ThreadBudget.setTotal(4);
        workers.setThreads(4);
        requireEveryPartOnce();
    }

    private void requireEveryPartOnce() {
        for (int job = 0; job < 20_000; job++) {
            int parts = 1 + job % 9;
            AtomicIntegerArray done = new AtomicIntegerArray(parts);
            workers.run(parts, (part, of) -> done.addAndGet(part, of));
            for (int part = 0; part < parts; part++) {
                assertThat(done.get(part)).as("part %d of job %d", part, job).isEqualTo(parts);
            }
        }
    }

    @Test
    void aPartThatFailsFailsTheCallAndNothingElse() {
        ThreadBudget.setTotal(3);
        workers.setThreads(3);
        assertThatThrownBy(() -> workers.run(8, (part, _) -> {
                    if (part == 5) {
                        throw new IllegalStateException("part 5");
                    }
                }))
                .hasRootCauseMessage("part 5");
        requireEveryPartOnce();
    }

    /** Cut along rows, along columns, and where there are fewer tiles than threads. */
    @Test
    void sharedProductsHaveTheSameBits() {
        int[][] shapes = {
            {131, 67, 61}, {5, 700, 101}, {700, 5, 101}, {257, 33, 40}, {64, 128, 32}, {1, 1030, 300}, {300, 7, 130}
        };
        for (int threads : new int[] {2, 3, 7}) {
            ThreadBudget.setTotal(threads);
            workers.setThreads(threads);
            for (GemmKernel kernel : new GemmKernel[] {new VectorKernel(), new ScalarKernel()}) {
                Gemm gemm = new Gemm(workers, kernel);
                for (int[] shape : shapes) {
                    for (Form form : Form.values()) {
                        Product product = new Product(form, shape[0], shape[1], shape[2]);
                        assertThat(product.by(gemm))
                                .as("%s on %d threads", product, threads)
                                .isEqualTo(product.byChains());
                    }
                }
            }
        }
    }

    /** Tiny, without packing, in blocks, and cut along columns. */
    @Test
    void everyRowIsNamedOnceAndWhenItIsComplete() {
        int[][] shapes = {{3, 2, 2}, {784, 128, 32}, {300, 512, 128}, {24, 300, 256}, {1030, 40, 400}};
        for (int threads : new int[] {1, 2, 3}) {
            ThreadBudget.setTotal(threads);
            workers.setThreads(threads);
            Gemm gemm = new Gemm(workers);
            for (int[] shape : shapes) {
                requireRows(gemm, shape[0], shape[1], shape[2]);
            }
        }
    }

    /** With A and B of ones every element of C is k. */
    private static void requireRows(Gemm gemm, int m, int n, int k) {
        float[] ones = new float[k * Math.max(m, n)];
        Arrays.fill(ones, 1);
        float[] c = new float[m * n];
        AtomicIntegerArray named = new AtomicIntegerArray(m);
        gemm.multiplyTransposedA(m, n, k, ones, 0, ones, 0, gemm.zeros(n), 0, c, 0, (from, to) -> {
            for (int row = from; row < to; row++) {
                named.incrementAndGet(row);
                assertThat(Arrays.copyOfRange(c, row * n, (row + 1) * n)).containsOnly(k);
            }
        });
        for (int row = 0; row < m; row++) {
            assertThat(named.get(row)).as("row %d of %d", row, m).isEqualTo(1);
        }
    }

    @Test
    void aBudgetIsSharedAlike() {
        ThreadBudget.setTotal(5);
        assertThat(ThreadBudget.share()).isEqualTo(5);
        ThreadBudget.enter();
        ThreadBudget.enter();
        try {
            assertThat(ThreadBudget.share()).isEqualTo(2);
        } finally {
            ThreadBudget.leave();
            ThreadBudget.leave();
        }
        assertThatIllegalArgumentException().isThrownBy(() -> ThreadBudget.setTotal(0));
        assertThatIllegalArgumentException().isThrownBy(() -> workers.setThreads(0));
    }
}
