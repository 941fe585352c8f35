package dev.chainrule.engine.math;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The products of whole training steps. The row {@code gflop} is in GFLOP/s, a multiply-add counted as two operations.
 * Shapes are form, m, n, k: {@code NN} is C = A B, {@code TN} is C = A' B (gradients of weights), {@code NT} is C = A B' (gradients of
 * inputs).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class GemmBenchmark {

    @Param({
        // 784-512-512-10, batch 128
        "NN 128 512 784",
        "NN 128 512 512",
        "NN 128 10 512",
        "TN 784 512 128",
        "TN 512 10 128",
        "NT 128 512 512",
        "NT 128 512 10",
        // 784-128-10, batch 32
        "NN 32 128 784",
        "NN 32 10 128",
        "TN 784 128 32",
        "NT 32 128 10",
        // 1024-2048-2048-1000, batch 256
        "NN 256 2048 2048",
        "NN 256 1000 2048",
        "TN 2048 2048 256",
        "NT 256 2048 2048",
        // 4-16-16-3, batch 32, and 3-2-1, batch 1
        "NN 32 16 4",
        "NN 32 3 16",
        "TN 16 16 32",
        "NT 32 16 16",
        "NN 1 2 3",
        "NT 1 2 1",
        // one row at a time, and a square
        "NN 1 128 784",
        "NN 1 512 512",
        "NN 512 512 512"
    })
    private String shape;

    private Gemm gemm;
    private Form form;
    private int m;
    private int n;
    private int k;
    private float[] a;
    private float[] b;
    private float[] c;

    private enum Form {
        NN,
        TN,
        NT
    }

    /** What turns operations a second into GFLOP/s. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Flops {
        public double gflop;
    }

    @Setup(Level.Trial)
    public void prepare() {
        String[] parts = shape.split(" ", -1);
        form = Form.valueOf(parts[0]);
        m = Integer.parseInt(parts[1]);
        n = Integer.parseInt(parts[2]);
        k = Integer.parseInt(parts[3]);
        gemm = new Gemm(new Workers());
        Random random = new Random(1);
        a = normal(random, m * k);
        b = normal(random, k * n);
        c = new float[m * n];
        requireCorrect();
    }

    @Benchmark
    public float[] product(Flops flops) {
        multiply();
        flops.gflop += 2e-9 * m * n * k;
        return c;
    }

    private void multiply() {
        switch (form) {
            case NN -> gemm.multiply(m, n, k, a, 0, b, 0, gemm.zeros(n), 0, c, 0);
            case TN -> gemm.multiplyTransposedA(m, n, k, a, 0, b, 0, gemm.zeros(n), 0, c, 0, Gemm.Completed.NOTHING);
            case NT -> gemm.multiplyTransposedB(m, n, k, a, 0, b, 0, gemm.zeros(n), 0, c, 0);
        }
    }

    /** A speed counts only for the right result: within k roundings of the product in double. */
    private void requireCorrect() {
        multiply();
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                double norm = 0;
                for (int p = 0; p < k; p++) {
                    double x = form == Form.TN ? a[p * m + i] : a[i * k + p];
                    double y = form == Form.NT ? b[j * k + p] : b[p * n + j];
                    sum += x * y;
                    norm += Math.abs(x * y);
                }
                double bound = k * 0x1p-24 / (1 - k * 0x1p-24) * norm;
                if (!(Math.abs(c[i * n + j] - sum) <= bound)) {
                    throw new IllegalStateException(shape + ": C(" + i + "," + j + ") = " + c[i * n + j] + ", expected "
                            + sum + " within " + bound);
                }
            }
        }
    }

    private static float[] normal(Random random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
