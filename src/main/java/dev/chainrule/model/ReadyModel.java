package dev.chainrule.model;

import dev.chainrule.preparation.EncodedInstances;
import dev.chainrule.preparation.InstanceEncoder;
import dev.chainrule.preparation.ModelColumn;

/** A model ready to predict, made once for many requests. Immutable for those who use it, and safe for use by several threads at once. */
public final class ReadyModel {

    /** About what an object with a short text takes, in a map. */
    private static final long BYTES_OF_A_NAME = 200;

    private final TrainedModel model;
    private final InstanceEncoder encoder;
    private final Predictor predictor;

    ReadyModel(TrainedModel model) {
        this.model = model;
        this.encoder = new InstanceEncoder(model.preprocessor());
        this.predictor = new Predictor(model);
    }

    public TrainedModel model() {
        return model;
    }

    /** Reads raw instances. */
    public InstanceEncoder encoder() {
        return encoder;
    }

    /** The outputs of the network, the mean over the members, in its units: (rows, outputs). */
    public float[] predict(EncodedInstances instances) {
        return predictor.predict(instances.x(), instances.rows());
    }

    /** About how much memory it takes. */
    long bytes() {
        long names = 0;
        for (ModelColumn column : model.preprocessor().modelInputs()) {
            names += 1 + (column.categories() == null ? 0 : column.categories().size());
        }
        for (ModelColumn column : model.preprocessor().modelOutputs()) {
            names += 1 + (column.categories() == null ? 0 : column.categories().size());
        }
        return predictor.bytes() + names * BYTES_OF_A_NAME;
    }
}
