package dev.chainrule.engine.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A feed-forward network as a user defines it: its number of inputs and its layers, first to last.
 *
 * <p>The last layer, which gives the predictions, is a dense one. {@code inputs} and its units may be absent until a dataset gives them: see {@link #resolve}.
 */
public record NetworkSpec(OptionalInt inputs, List<LayerSpec> layers) {

    public NetworkSpec {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a network needs at least one layer");
        }
        if (!(layers.getLast() instanceof LayerSpec.Dense)) {
            throw new IllegalArgumentException("the last layer must be dense");
        }
        for (LayerSpec layer : layers.subList(0, layers.size() - 1)) {
            if (layer instanceof LayerSpec.Dense dense && dense.biasInitializer() == BiasInitializer.TARGET_PRIOR) {
                throw new IllegalArgumentException("only the last layer can start at the prior of the targets");
            }
        }
        if (inputs.isPresent() && inputs.getAsInt() < 1) {
            throw new IllegalArgumentException("inputs must be at least 1, was " + inputs.getAsInt());
        }
    }

    public NetworkSpec(int inputs, List<LayerSpec> layers) {
        this(OptionalInt.of(inputs), layers);
    }

    /** The same network with what was left open filled in; what was given stays. */
    public NetworkSpec resolve(int inputs, int outputs) {
        List<LayerSpec> resolved = new ArrayList<>(layers);
        LayerSpec.Dense d = last();
        resolved.set(
                layers.size() - 1,
                new LayerSpec.Dense(
                        OptionalInt.of(d.units().orElse(outputs)),
                        d.activation(),
                        d.bias(),
                        d.initializer(),
                        d.l1(),
                        d.l2(),
                        d.biasInitializer()));
        return new NetworkSpec(OptionalInt.of(this.inputs.orElse(inputs)), resolved);
    }

    public boolean isResolved() {
        return inputs.isPresent() && outputsOf(layers.size() - 1).isPresent();
    }

    /** Number of values that go into layer {@code index} for each row, where known. */
    public OptionalInt inputsOf(int index) {
        for (int i = index - 1; i >= 0; i--) {
            switch (layers.get(i)) {
                case LayerSpec.Dense d -> {
                    return d.units();
                }
                case LayerSpec.Dropout _, LayerSpec.Normalization _ -> {
                    // as many as go into it
                }
            }
        }
        return inputs;
    }

    /** Number of values that come out of layer {@code index} for each row, where known. */
    public OptionalInt outputsOf(int index) {
        return inputsOf(index + 1);
    }

    /** Number of outputs of the network, where known. */
    public OptionalInt outputs() {
        return outputsOf(layers.size() - 1);
    }

    /** The activation whose values are the network's predictions. */
    public Activation lastActivation() {
        return last().activation();
    }

    /** How the bias of the last layer starts. */
    public BiasInitializer lastBias() {
        return last().biasInitializer();
    }

    private LayerSpec.Dense last() {
        return (LayerSpec.Dense) layers.getLast();
    }
}
