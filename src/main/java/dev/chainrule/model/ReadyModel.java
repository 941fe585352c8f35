package dev.chainrule.model;

import dev.chainrule.engine.nn.Network;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.preparation.EncodedInstances;
import dev.chainrule.preparation.InstanceEncoder;
import dev.chainrule.preparation.ModelColumn;
import dev.chainrule.preparation.Preprocessor;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A model ready to predict, made once for many requests. It never changes, and is safe for use by several threads at once. */
public final class ReadyModel {

    /** Enough rows for the products to run well, few enough for the activations to stay in the cache. */
    private static final int ROWS_AT_ONCE = 256;

    /** Up to so many rows are computed by a predictor that is kept: beyond, a new one costs little beside the computation. */
    private static final int FEW_ROWS = 8;

    /** About what a category takes, with its places in maps. */
    private static final long BYTES_OF_A_CATEGORY = 200;

    private final TrainedModel model;
    private final InstanceEncoder encoder;
    /** One for each member. */
    private final List<Network> networks;
    /** As many as there are cores: no more threads compute at the same time. */
    private final BlockingQueue<Predictor> predictors =
            new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

    ReadyModel(TrainedModel model) {
        this.model = model;
        this.encoder = new InstanceEncoder(
                model.preparations(),
                preparation -> model.networksOf(preparation).stream().allMatch(Network::takesEncoded));
        this.networks = model.members().stream()
                .map(member -> new Network(model.networkOf(member), encoder.encoding(member.preparation())))
                .toList();
    }

    public TrainedModel model() {
        return model;
    }

    /** What reads raw instances. */
    public InstanceEncoder encoder() {
        return encoder;
    }

    /** A predictor for rows that come in many parts. */
    public Predictor predictor() {
        return new Predictor(model, networks, ROWS_AT_ONCE);
    }

    /** See {@link Predictor#predict}. Few rows allocate nothing but the answer. */
    public float[] predict(EncodedInstances instances) {
        int rows = instances.rows();
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
        for (Expert expert : model.experts()) {
            numbers += kept * (FEW_ROWS * numbersOfARow(expert.network()) + sumsOfWeights(expert.network()));
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

    /** Of a workspace, where rows are encoded: as many as the weights of the first layer. */
    private static long sumsOfWeights(NetworkSpec spec) {
        return spec.inputs().orElseThrow() * (long) spec.outputsOf(0).orElseThrow();
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
