package dev.chainrule.engine.train;

import dev.chainrule.engine.data.MatrixSamples;
import dev.chainrule.engine.data.Samples;
import dev.chainrule.engine.data.ValidationSplit;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.nn.RowWeights;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;

/** What the tests of training share. */
public final class Trainings {

    private Trainings() {}

    /** A listener that answers by a function of the state, between batches and at each epoch's end alike. */
    public record Listener(BiFunction<TrainingState, Optional<EpochReport>, TrainingListener.Signal> answer)
            implements TrainingListener {

        @Override
        public Signal betweenBatches(TrainingState state) {
            return answer.apply(state, Optional.empty());
        }

        @Override
        public Signal epochEnded(EpochReport report, TrainingState state) {
            return answer.apply(state, Optional.of(report));
        }
    }

    public static MatrixSamples samples(double[][] x, double[][] y) {
        return new MatrixSamples(flat(x), flat(y), x.length, x[0].length, y[0].length);
    }

    private static float[] flat(double[][] rows) {
        float[] flat = new float[rows.length * rows[0].length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (float) rows[i / rows[0].length][i % rows[0].length];
        }
        return flat;
    }

    /** A trainer on all rows, without validation. */
    public static Trainer trainer(NetworkSpec network, TrainingSpec spec, Samples samples, Task task) {
        double[] ones = new double[samples.rows()];
        Arrays.fill(ones, 1);
        return trainer(network, spec, samples, ones, task);
    }

    /** The same with weights of the rows, (rows): none are given to the trainer where all are 1. */
    public static Trainer trainer(
            NetworkSpec network, TrainingSpec spec, Samples samples, double[] weights, Task task) {
        int[] all = ValidationSplit.none(samples.rows()).training();
        boolean alike = Arrays.stream(weights).allMatch(weight -> weight == 1);
        float[] u = alike ? RowWeights.NONE : flat(new double[][] {weights});
        RowSet rows = new RowSet(samples, all, u);
        return new Trainer(network, spec, rows, Optional.empty(), task, plain(samples.outputs()));
    }

    /** Outputs that are in original units already. */
    public static TargetUnits plain(int outputs) {
        double[] scale = new double[outputs];
        Arrays.fill(scale, 1);
        return TargetUnits.unbounded(new double[outputs], scale);
    }
}
