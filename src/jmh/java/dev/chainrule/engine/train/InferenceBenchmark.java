package dev.chainrule.engine.train;

import dev.chainrule.engine.math.ThreadBudget;
import dev.chainrule.engine.nn.Network;
import dev.chainrule.engine.nn.Parameters;
import dev.chainrule.engine.nn.Workspace;
import dev.chainrule.engine.reference.ReferenceNetwork;
import java.util.concurrent.TimeUnit;
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

/** Predictions of one row and of 1,024 at once: microseconds a call. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class InferenceBenchmark {

    @Param({"W2", "W3"})
    private String workload;

    @Param({"1", "1024"})
    private int rows;

    @Param({"1", "2"})
    private int threads;

    private Network network;
    private float[] parameters;
    private float[] x;
    private Workspace workspace;

    @Setup(Level.Trial)
    public void prepare() {
        Workload work = Workload.named(workload);
        network = new Network(work.network());
        Parameters initial = Parameters.initial(work.network(), 1);
        parameters = initial.values();
        x = work.samples(rows).features();
        workspace = Workspace.forPrediction(network, rows);
        System.arraycopy(x, 0, workspace.x(), 0, x.length);
        ThreadBudget.setTotal(threads);
        workspace.workers().setThreads(threads);
        requireCorrect(new ReferenceNetwork(work.network(), initial.toList()));
    }

    /** The rows stand where the network takes them, which is where a preparation writes them. */
    @Benchmark
    public float[] predict() {
        network.forward(parameters, workspace, rows);
        return workspace.predictions();
    }

    private void requireCorrect(ReferenceNetwork reference) {
        predict();
        double[] last = new double[network.inputs()];
        for (int i = 0; i < last.length; i++) {
            last[i] = x[(rows - 1) * last.length + i];
        }
        double[] expected = reference.forward(new double[][] {last}).prediction()[0];
        for (int k = 0; k < expected.length; k++) {
            float actual = workspace.predictions()[(rows - 1) * expected.length + k];
            if (!(Math.abs(actual - expected[k]) <= 1e-5)) {
                throw new IllegalStateException(workload + ": " + actual + ", expected " + expected[k]);
            }
        }
    }
}
