package dev.chainrule.model;

import dev.chainrule.engine.nn.Network;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.preparation.EncodedInstances;
import dev.chainrule.preparation.InstanceEncoder;
import dev.chainrule.preparation.ModelColumn;
import dev.chainrule.preparation.Preprocessor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A model ready to predict, made once for many requests. It never changes, and is safe for use by several threads at once. */
public final class ReadyModel {

    /** Enough rows for the products to run well, few enough for the activations to stay in the cache. */
    private static final int ROWS_AT_ONCE = 256;

    /** Up to so many rows are computed by a predictor that is kept: beyond, a new one costs little beside the computation. */
    private static final int FEW_ROWS = 8;

    /** About what a category takes, with its places in maps. */
    private static final long BYTES_OF_A_CATEGORY = 200;

    private final TrainedModel model;
    private final List<InstanceEncoder> encoders;
    private final List<Network> networks;
    /** As many as there are cores: no more threads compute at the same time. */
    private final BlockingQueue<Predictor> predictors =
            new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

    ReadyModel(TrainedModel model) {
        this.model = model;
        this.encoders = model.preparations().stream().map(InstanceEncoder::new).toList();
        this.networks = model.experts().stream()
                .map(expert -> new Network(expert.network()))
                .toList();
    }

    public TrainedModel model() {
        return model;
    }

    /** What reads raw instances, one for each preparation of the model. */
    public List<InstanceEncoder> encoders() {
        return encoders;
    }

    /**
     * Raw instances as each preparation of the model sees them.
     *
     * @param read null where it found a fault, after which no further preparation is asked
     */
    public List<EncodedInstances> encode(Function<InstanceEncoder, @Nullable EncodedInstances> read) {
        List<EncodedInstances> encoded = new ArrayList<>(encoders.size());
        for (InstanceEncoder encoder : encoders) {
            EncodedInstances instances = read.apply(encoder);
            if (instances == null) {
                break;
            }
            encoded.add(instances);
        }
        return encoded;
    }

    /** A predictor for rows that come in many parts. */
    public Predictor predictor() {
        return new Predictor(model, networks, ROWS_AT_ONCE);
    }

    /** See {@link Predictor#predict}. Few rows allocate nothing but the answer. */
    public float[] predict(List<EncodedInstances> instances) {
        int rows = instances.getFirst().rows();
        if (rows > FEW_ROWS) {
            return new Predictor(model, networks, Math.min(rows, ROWS_AT_ONCE)).predict(instances);
        }
        Predictor kept = predictors.poll();
        Predictor predictor = kept == null ? new Predictor(model, networks, FEW_ROWS) : kept;
        float[] predictions = predictor.predict(instances);
        // where there are enough already, this one is not kept
        boolean _ = predictors.offer(predictor);
        return predictions;
    }

    /** About how much memory it takes, with all the predictors that may be kept. */
    long bytes() {
        long numbers = 0;
        for (ModelMember member : model.members()) {
            numbers += member.parameters().length;
        }
        long kept = (long) predictors.remainingCapacity() + predictors.size();
        for (Network network : networks) {
            numbers += kept * FEW_ROWS * numbersOfARow(network.spec());
        }
        long categories = 0;
        for (Preprocessor preparation : model.preparations()) {
            categories += categories(preparation.modelInputs()) + categories(preparation.modelOutputs());
        }
        return Float.BYTES * numbers + BYTES_OF_A_CATEGORY * categories;
    }

    /** Of a workspace: x, y, the loss's derivative, and of each layer weighted sums and activations. */
    private static long numbersOfARow(NetworkSpec spec) {
        long numbers = spec.inputs().orElseThrow() + 2L * spec.outputs().orElseThrow();
        for (int i = 0; i < spec.layers().size(); i++) {
            numbers += 2L * spec.outputsOf(i).orElseThrow();
        }
        return numbers;
    }

    /** A column without categories counts as one. */
    private static long categories(List<ModelColumn> columns) {
        long categories = 0;
        for (ModelColumn column : columns) {
            List<String> of = column.categories();
            categories += of == null ? 1 : of.size();
        }
        return categories;
    }
}
