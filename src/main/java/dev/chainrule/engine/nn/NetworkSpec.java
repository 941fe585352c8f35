package dev.chainrule.engine.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A feed-forward network as a user defines it: its number of inputs and its layers, first to last.
 *
 * <p>{@code inputs} and the units of the last layer may be absent until a dataset gives them: see {@link #resolve}.
 */
public record NetworkSpec(OptionalInt inputs, List<LayerSpec> layers) {

    public NetworkSpec {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a network needs at least one layer");
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
        LayerSpec last = switch (layers.getLast()) {
            case LayerSpec.Dense d ->
                new LayerSpec.Dense(
                        OptionalInt.of(d.units().orElse(outputs)),
                        d.activation(),
                        d.bias(),
                        d.initializer(),
                        d.l1(),
                        d.l2());
        };
        resolved.set(layers.size() - 1, last);
        return new NetworkSpec(OptionalInt.of(this.inputs.orElse(inputs)), resolved);
    }

    public boolean isResolved() {
        return inputs.isPresent() && outputsOf(layers.size() - 1).isPresent();
    }

    /** Number of values that go into layer {@code index} for each row, where known. */
    public OptionalInt inputsOf(int index) {
        return index == 0 ? inputs : outputsOf(index - 1);
    }

    /** Number of values that come out of layer {@code index} for each row, where known. */
    public OptionalInt outputsOf(int index) {
        return switch (layers.get(index)) {
            case LayerSpec.Dense d -> d.units();
        };
    }

    /** Number of outputs of the network, where known. */
    public OptionalInt outputs() {
        return outputsOf(layers.size() - 1);
    }

    /** The activation whose values are the network's predictions. */
    public Activation lastActivation() {
        return switch (layers.getLast()) {
            case LayerSpec.Dense d -> d.activation();
        };
    }
}
