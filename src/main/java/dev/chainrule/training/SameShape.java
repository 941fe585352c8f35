package dev.chainrule.training;

import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.network.ActivationJson;
import dev.chainrule.web.Faults;
import java.util.OptionalInt;

/**
 * Whether a network computes what a model's does, given its parameters. What only training looks at may differ: initializers, l1 and
 * l2, the rate of a dropout, the momentum of a batch normalization.
 */
final class SameShape {

    private final String pointer;
    private final Faults faults;

    private SameShape(String pointer, Faults faults) {
        this.pointer = pointer;
        this.faults = faults;
    }

    /**
     * Adds a fault for everything in which {@code network} differs from {@code model}; sizes that it leaves open do not.
     *
     * @param pointer of the network
     */
    static void check(NetworkSpec network, NetworkSpec model, String pointer, Faults faults) {
        SameShape shape = new SameShape(pointer, faults);
        shape.sizes("/inputs", network.inputs(), model.inputs());
        int layers = model.layers().size();
        if (network.layers().size() != layers) {
            shape.differs("/layers", layers + " layers", network.layers().size());
            return;
        }
        for (int i = 0; i < layers; i++) {
            shape.layer("/layers/" + i, network.layers().get(i), model.layers().get(i));
        }
    }

    private void layer(String at, LayerSpec layer, LayerSpec ofModel) {
        switch (ofModel) {
            case LayerSpec.Dense model
            when layer instanceof LayerSpec.Dense dense -> {
                sizes(at + "/units", dense.units(), model.units());
                same(at + "/bias", dense.bias(), model.bias());
                activations(at, dense.activation(), model.activation());
            }
            case LayerSpec.Dropout _ when layer instanceof LayerSpec.Dropout -> {
                // its rate is a matter of training
            }
            case LayerSpec.Normalization model
            when layer instanceof LayerSpec.Normalization normalization && layer.getClass() == model.getClass() -> {
                same(at + "/epsilon", normalization.epsilon(), model.epsilon());
                activations(at, normalization.activation(), model.activation());
            }
            case LayerSpec.Dense _, LayerSpec.Dropout _, LayerSpec.Normalization _ ->
                differs(at + "/type", name(ofModel), name(layer));
        }
    }

    private void sizes(String at, OptionalInt given, OptionalInt ofModel) {
        if (given.isPresent()) {
            same(at, given.getAsInt(), ofModel.orElseThrow());
        }
    }

    private void activations(String at, Activation given, Activation ofModel) {
        if (!given.equals(ofModel)) {
            differs(at + "/activation", ActivationJson.write(ofModel), ActivationJson.write(given));
        }
    }

    private void same(String at, Object given, Object ofModel) {
        if (!given.equals(ofModel)) {
            differs(at, ofModel, given);
        }
    }

    private void differs(String at, Object ofModel, Object given) {
        faults.add(pointer + at, "must be " + ofModel + " as in the model to continue from, was " + given);
    }

    private static String name(LayerSpec layer) {
        return switch (layer) {
            case LayerSpec.Dense _ -> "dense";
            case LayerSpec.Dropout _ -> "dropout";
            case LayerSpec.LayerNormalization _ -> "layer_normalization";
            case LayerSpec.BatchNormalization _ -> "batch_normalization";
        };
    }
}
