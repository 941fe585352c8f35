package dev.chainrule.engine.train;

import dev.chainrule.engine.math.ThreadBudget;
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

/** Whole epochs of training as the service runs them. The row {@code samples} is in samples a second: forward, backward and update. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class TrainingBenchmark {

    @Param({"W1", "W2", "W3", "W4", "W5"})
    private String workload;

    @Param({"1", "2"})
    private int threads;

    private Workload work;
    private Trainer trainer;
    private TrainingState state;

    /** Samples a second. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Samples {
        public double samples;
    }

    @Setup(Level.Trial)
    public void prepare() {
        work = Workload.named(workload);
        ThreadBudget.setTotal(threads);
        work.requireCorrect();
        state = TrainingState.initial(work.network(), work.spec());
        trainer = work.trainer(work.samples(work.rows()), work.spec());
    }

    @Benchmark
    public Trainer.Ending epoch(Samples counter) {
        counter.samples += work.rows();
        return trainer.run(state, Workload.ONE_EPOCH);
    }
}
