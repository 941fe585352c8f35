package dev.chainrule.trace;

import dev.chainrule.engine.reference.BackwardPass;
import dev.chainrule.engine.reference.FlatParameters;
import dev.chainrule.engine.reference.ForwardPass;
import dev.chainrule.engine.reference.ReferenceNetwork;
import java.util.Arrays;
import java.util.List;

/**
 * Everything that happened in one step of training.
 *
 * @param number of the step, from 1: the t of the optimizers
 * @param before the network that was forwarded
 * @param memoryBefore what the optimizer remembered before the update, (2, P): see {@code ReferenceOptimizer.state}
 */
record TracedStep(
        int number,
        ReferenceNetwork before,
        ForwardPass forward,
        double loss,
        BackwardPass backward,
        double[][] memoryBefore,
        double[][] memoryAfter,
        ReferenceNetwork after) {

    /** The first thing computed that is not finite, such as "step 3, layer 1: the gradients are"; empty where everything is finite. */
    String firstNonFinite() {
        for (int i = 0; i < forward.layers().size(); i++) {
            if (!finite(forward.layers().get(i).weightedSums())
                    || !finite(forward.layers().get(i).activations())) {
                return at(i, "the weighted sums are");
            }
        }
        int last = backward.layers().size() - 1;
        if (!Double.isFinite(loss)) {
            return at(last, "the loss is");
        }
        for (int i = last; i >= 0; i--) {
            BackwardPass.Layer layer = backward.layers().get(i);
            if (!finite(layer.delta()) || !finite(FlatParameters.flatten(List.of(layer.gradients())))) {
                return at(i, "the gradients are");
            }
        }
        for (int i = 0; i <= last; i++) {
            if (!finite(FlatParameters.flatten(List.of(after.parameters().get(i))))) {
                return at(i, "the updated parameters are");
            }
        }
        return "";
    }

    private String at(int layer, String what) {
        return "step " + number + ", layer " + layer + ": " + what;
    }

    private static boolean finite(double[]... rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
    }
}
