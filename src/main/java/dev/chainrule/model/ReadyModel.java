package dev.chainrule.model;

import dev.chainrule.preparation.EncodedInstances;
import dev.chainrule.preparation.InstanceEncoder;
import dev.chainrule.preparation.ModelColumn;
import dev.chainrule.preparation.Preprocessor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A model ready to predict, made once for many requests. It never changes, and is safe for use by several threads at once. */
public final class ReadyModel {

    /** About what a category takes, with its places in maps. */
    private static final long BYTES_OF_A_CATEGORY = 200;

    private final TrainedModel model;
    private final List<InstanceEncoder> encoders;
    private final Predictor predictor;

    ReadyModel(TrainedModel model) {
        this.model = model;
        this.encoders = model.preparations().stream().map(InstanceEncoder::new).toList();
        this.predictor = new Predictor(model);
    }

    public TrainedModel model() {
        return model;
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

    /**
     * @param instances of all preparations
     * @return (rows, outputs), in the units of the model's own preparation
     */
    public float[] predict(List<EncodedInstances> instances) {
        return predictor.predict(instances);
    }

    /** About how much memory it takes. */
    long bytes() {
        long categories = 0;
        for (Preprocessor preparation : model.preparations()) {
            categories += categories(preparation.modelInputs()) + categories(preparation.modelOutputs());
        }
        return predictor.bytes() + BYTES_OF_A_CATEGORY * categories;
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
