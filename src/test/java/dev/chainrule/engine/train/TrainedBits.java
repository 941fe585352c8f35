package dev.chainrule.engine.train;

import dev.chainrule.engine.data.EncodedRows;
import dev.chainrule.engine.data.MatrixSamples;
import dev.chainrule.engine.data.Samples;
import dev.chainrule.engine.io.FloatCodec;
import dev.chainrule.engine.io.StateCodec;
import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.ElementLoss;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.nn.UnitActivation;
import dev.chainrule.engine.optim.ClippingSpec;
import dev.chainrule.engine.optim.Moments;
import dev.chainrule.engine.optim.OptimizerSpec;
import dev.chainrule.engine.optim.ScheduleSpec;
import dev.chainrule.engine.optim.WeightDecay;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;

/** Short trainings whose bits must be the same wherever and however they run. */
public final class TrainedBits {

    private static final List<Activation> ACTIVATIONS = List.of(
            new Activation.Linear(),
            new Activation.Relu(),
            new Activation.Tanh(),
            new Activation.Sigmoid(),
            new UnitActivation.LeakyRelu(0.1),
            new UnitActivation.Elu(0.7),
            new UnitActivation.Selu(),
            new UnitActivation.Gelu(),
            new UnitActivation.Silu(),
            new UnitActivation.Mish(),
            new UnitActivation.Softplus(),
            new UnitActivation.Softsign(),
            new UnitActivation.HardSigmoid());

    static final List<OptimizerSpec> OPTIMIZERS = List.of(
            new OptimizerSpec.SgdSpec(0.1, 0),
            new OptimizerSpec.SgdSpec(0.1, 0.9),
            new OptimizerSpec.SgdSpec(0.1, 0.9, true, new WeightDecay(0.01, true)),
            new OptimizerSpec.AdamSpec(0.01),
            new OptimizerSpec.AdamWSpec(0.01, Moments.DEFAULT, new WeightDecay(0.1, false)),
            new OptimizerSpec.NadamSpec(0.01, Moments.DEFAULT, WeightDecay.NONE),
            new OptimizerSpec.AdamaxSpec(0.01, Moments.DEFAULT, WeightDecay.NONE),
            new OptimizerSpec.RmspropSpec(0.01, 0.9, 1e-8, 0, WeightDecay.NONE),
            new OptimizerSpec.RmspropSpec(0.01, 0.9, 1e-8, 0.9, WeightDecay.NONE),
            new OptimizerSpec.AdagradSpec(0.01, 1e-10, WeightDecay.NONE),
            new OptimizerSpec.AdadeltaSpec(1, 0.9, 1e-6, WeightDecay.NONE),
            new OptimizerSpec.LionSpec(0.001, 0.9, 0.99, new WeightDecay(0.1, true)));

    private TrainedBits() {}

    /** Adds the parameters and losses of small trainings: every activation and optimizer, the tiny way, wide outputs, all kinds of layers. */
    public static void addSmall(MessageDigest digest) {
        for (int i = 0; i < ACTIVATIONS.size(); i++) {
            Activation hidden = ACTIVATIONS.get(i);
            OptimizerSpec optimizer = OPTIMIZERS.get(i % OPTIMIZERS.size());
            add(digest, classifier(hidden, 5, 17, 9, 3), optimizer, 8, new Loss.CategoricalCrossEntropy(), false);
            add(digest, regression(hidden, 3, 2, 1), optimizer, 1, new Loss.MeanSquaredError(), false);
            add(digest, regression(hidden, 3, 19, 2), optimizer, 7, new ElementLoss.Huber(1), false);
        }
        add(
                digest,
                classifier(new Activation.Relu(), 4, 37),
                OPTIMIZERS.get(3),
                8,
                new Loss.CategoricalCrossEntropy(0.1),
                false);
        add(digest, everyLayer(5, 17, 3), OPTIMIZERS.get(3), 8, new Loss.CategoricalCrossEntropy(), false);
        addEncoded(digest, 24, 19, false);
    }

    /** Rows that are encoded: numbers, intervals and levels, in units that fill no vectors. */
    private static void addEncoded(MessageDigest digest, int batch, int units, boolean interrupted) {
        EncodedRows samples = EncodedRows.random(3 * batch + 1, 3, 2, new int[] {17, 1, 5}, new int[] {6, 1});
        NetworkSpec network =
                classifier(new UnitActivation.Silu(), samples.encoding().features(), units, 3);
        Loss loss = new Loss.CategoricalCrossEntropy();
        add(digest, network, samples, OPTIMIZERS.get(4), batch, loss, interrupted);
    }

    /**
     * Adds trainings large enough for threads to share products and updates.
     *
     * @param interrupted whether they are stopped after each batch, stored, and continued from what was stored
     */
    static void addLarge(MessageDigest digest, boolean interrupted) {
        for (OptimizerSpec optimizer : OPTIMIZERS) {
            add(digest, everyLayer(70, 101, 13), optimizer, 61, new Loss.CategoricalCrossEntropy(), interrupted);
        }
        add(
                digest,
                classifier(new Activation.Tanh(), 45, 131, 67, 7),
                OPTIMIZERS.get(3),
                50,
                new Loss.CategoricalCrossEntropy(),
                interrupted);
        addEncoded(digest, 128, 150, interrupted);
    }

    private static void add(
            MessageDigest digest,
            NetworkSpec network,
            OptimizerSpec optimizer,
            int batch,
            Loss loss,
            boolean interrupted) {
        add(digest, network, samples(network, 3 * batch + batch / 2), optimizer, batch, loss, interrupted);
    }

    private static void add(
            MessageDigest digest,
            NetworkSpec network,
            Samples samples,
            OptimizerSpec optimizer,
            int batch,
            Loss loss,
            boolean interrupted) {
        TrainingSpec spec = new TrainingSpec(
                3,
                batch,
                true,
                1,
                loss,
                optimizer,
                ScheduleSpec.none(),
                new ClippingSpec.Norm(2),
                StopRules.targetLoss(OptionalDouble.empty()));
        TrainingState state = TrainingState.initial(network, spec);
        List<Double> losses = new ArrayList<>();
        Task task = loss instanceof Loss.CategoricalCrossEntropy ? Task.MULTICLASS_CLASSIFICATION : Task.REGRESSION;
        TrainingListener.Signal answer = interrupted ? TrainingListener.Signal.STOP : TrainingListener.Signal.CONTINUE;
        Trainings.Listener listener = new Trainings.Listener((now, report) -> {
            report.ifPresent(epoch -> losses.add(epoch.trainLoss()));
            return answer;
        });
        while (Trainings.trainer(network, spec, samples, task).run(state, listener, () -> interrupted)
                == Trainer.Ending.STOPPED) {
            byte[] stored = StateCodec.encode(state, 0);
            state = TrainingState.initial(network, spec);
            StateCodec.decode(stored, state, 0);
        }
        digest.update(FloatCodec.encode(state.parameters().values()));
        for (double value : losses) {
            digest.update(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
        }
    }

    private static NetworkSpec classifier(Activation hidden, int... sizes) {
        return dense(hidden, new Activation.Softmax(), sizes);
    }

    private static NetworkSpec regression(Activation hidden, int... sizes) {
        return dense(hidden, new Activation.Linear(), sizes);
    }

    private static NetworkSpec dense(Activation hidden, Activation last, int... sizes) {
        List<LayerSpec> layers = new ArrayList<>();
        for (int i = 1; i < sizes.length; i++) {
            layers.add(new LayerSpec.Dense(sizes[i], i == sizes.length - 1 ? last : hidden));
        }
        return new NetworkSpec(sizes[0], layers);
    }

    /** With layers that draw random numbers, and that keep running statistics. */
    private static NetworkSpec everyLayer(int inputs, int units, int classes) {
        return new NetworkSpec(
                inputs,
                List.of(
                        new LayerSpec.Dropout(0.1),
                        new LayerSpec.Dense(units, new Activation.Linear()),
                        new LayerSpec.BatchNormalization(new Activation.Tanh(), 1e-5, 0.1),
                        new LayerSpec.Dropout(0.5),
                        new LayerSpec.Dense(units, new Activation.Relu()),
                        new LayerSpec.LayerNormalization(new Activation.Linear(), 1e-5),
                        new LayerSpec.Dense(classes, new Activation.Softmax())));
    }

    private static MatrixSamples samples(NetworkSpec network, int rows) {
        int inputs = network.inputs().orElseThrow();
        int outputs = network.outputsOf(network.layers().size() - 1).orElseThrow();
        Random random = new Random(4);
        float[] x = new float[rows * inputs];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        float[] y = new float[rows * outputs];
        for (int row = 0; row < rows; row++) {
            y[row * outputs + random.nextInt(outputs)] = 1;
        }
        return new MatrixSamples(x, y, rows, inputs, outputs);
    }
}
