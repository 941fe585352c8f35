package dev.chainrule.trace;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.chainrule.engine.nn.LayerParameters;
import dev.chainrule.engine.reference.BackwardPass;
import dev.chainrule.engine.reference.ForwardPass;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer: every number of every step.
 *
 * @param gradientCheck null, and then left out, where it was not asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Trace(List<Step> steps, @Nullable Check gradientCheck) {

    /**
     * @param forward first layer to last
     * @param backward last layer to first
     * @param update first layer to last
     */
    record Step(
            List<Forward> forward,
            Rows prediction,
            double loss,
            List<Backward> backward,
            List<Update> update,
            List<String> explanation) {}

    record Forward(int layer, Rows input, Rows weightedSums, Rows activations) {}

    /** @param biasGradients null, and then left out, where the layer has no bias */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Backward(int layer, Rows delta, double[][] weightGradients, double @Nullable [] biasGradients) {}

    /** @param bias null, and then left out, where the layer has none */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Update(int layer, Weights weights, @Nullable Bias bias) {

        record Weights(double[][] before, double[][] after) {}

        record Bias(double[] before, double[] after) {}
    }

    /** @param layers first to last */
    record Check(double worstRelativeDifference, List<Layer> layers) {

        @JsonInclude(JsonInclude.Include.NON_NULL)
        record Layer(int layer, double[][] numericalWeightGradients, double @Nullable [] numericalBiasGradients) {}

        static Check of(double worstRelativeDifference, List<LayerParameters> numerical) {
            List<Layer> layers = new ArrayList<>();
            for (int i = 0; i < numerical.size(); i++) {
                layers.add(
                        switch (numerical.get(i)) {
                            case LayerParameters.Dense(double[][] weights, double[] bias) ->
                                new Layer(i, weights, orNull(bias));
                        });
            }
            return new Check(worstRelativeDifference, layers);
        }
    }

    /**
     * Numbers of each row of a batch.
     *
     * @param values (B, columns)
     * @param batch whether a batch was asked for; otherwise its only row is shown as it is
     */
    record Rows(double[][] values, boolean batch) {
        @JsonValue
        Object json() {
            return batch ? values : values[0];
        }
    }

    static List<Forward> forward(ForwardPass pass, boolean batch) {
        List<Forward> layers = new ArrayList<>();
        for (ForwardPass.Layer layer : pass.layers()) {
            layers.add(new Forward(
                    layers.size(),
                    new Rows(layer.input(), batch),
                    new Rows(layer.weightedSums(), batch),
                    new Rows(layer.activations(), batch)));
        }
        return layers;
    }

    static List<Backward> backward(BackwardPass pass, boolean batch) {
        List<Backward> layers = new ArrayList<>();
        for (int i = pass.layers().size() - 1; i >= 0; i--) {
            BackwardPass.Layer layer = pass.layers().get(i);
            layers.add(new Backward(
                    i, new Rows(layer.delta(), batch), layer.weightGradients(), orNull(layer.biasGradients())));
        }
        return layers;
    }

    static List<Update> update(List<LayerParameters> before, List<LayerParameters> after) {
        List<Update> layers = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            LayerParameters.Dense from = dense(before.get(i));
            LayerParameters.Dense to = dense(after.get(i));
            layers.add(new Update(
                    i,
                    new Update.Weights(from.weights(), to.weights()),
                    from.bias().length == 0 ? null : new Update.Bias(from.bias(), to.bias())));
        }
        return layers;
    }

    private static LayerParameters.Dense dense(LayerParameters layer) {
        return switch (layer) {
            case LayerParameters.Dense dense -> dense;
        };
    }

    private static double @Nullable [] orNull(double[] bias) {
        return bias.length == 0 ? null : bias;
    }
}
