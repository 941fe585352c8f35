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
     * @param update first layer to last, those that have parameters
     */
    record Step(
            List<Forward> forward,
            Rows prediction,
            double loss,
            List<Backward> backward,
            List<Update> update,
            List<String> explanation) {}

    /**
     * @param mean of a normalization layer alone: for each row (layer normalization) or for each unit (batch normalization)
     * @param variance likewise, biased
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Forward(
            int layer,
            Rows input,
            double @Nullable [] mean,
            double @Nullable [] variance,
            Rows weightedSums,
            Rows activations) {}

    /** Gradients that are null, and then left out, are of parameters that the layer does not have. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Backward(
            int layer,
            Rows delta,
            double @Nullable [][] weightGradients,
            double @Nullable [] biasGradients,
            double @Nullable [] scaleGradients,
            double @Nullable [] shiftGradients) {}

    /** What is null, and then left out, the layer does not have. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Update(
            int layer,
            @Nullable Weights weights,
            @Nullable Units bias,
            @Nullable Units scale,
            @Nullable Units shift,
            @Nullable Units mean,
            @Nullable Units variance) {

        record Weights(double[][] before, double[][] after) {}

        /** A number for each unit. */
        record Units(double[] before, double[] after) {
            static @Nullable Units of(double[] before, double[] after) {
                return before.length == 0 ? null : new Units(before, after);
            }
        }
    }

    /** @param layers first to last, those that have parameters */
    record Check(double worstRelativeDifference, List<Layer> layers) {

        @JsonInclude(JsonInclude.Include.NON_NULL)
        record Layer(
                int layer,
                double @Nullable [][] numericalWeightGradients,
                double @Nullable [] numericalBiasGradients,
                double @Nullable [] numericalScaleGradients,
                double @Nullable [] numericalShiftGradients) {}

        static Check of(double worstRelativeDifference, List<LayerParameters> numerical) {
            List<Layer> layers = new ArrayList<>();
            for (int i = 0; i < numerical.size(); i++) {
                switch (numerical.get(i)) {
                    case LayerParameters.Dense(double[][] weights, double[] bias) ->
                        layers.add(new Layer(i, weights, orNull(bias), null, null));
                    case LayerParameters.Normalization n -> layers.add(new Layer(i, null, null, n.scale(), n.shift()));
                    case LayerParameters.None() -> {
                        // nothing to check
                    }
                }
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
                    orNull(layer.statistics().mean()),
                    orNull(layer.statistics().variance()),
                    new Rows(layer.weightedSums(), batch),
                    new Rows(layer.activations(), batch)));
        }
        return layers;
    }

    static List<Backward> backward(BackwardPass pass, boolean batch) {
        List<Backward> layers = new ArrayList<>();
        for (int i = pass.layers().size() - 1; i >= 0; i--) {
            Rows delta = new Rows(pass.layers().get(i).delta(), batch);
            layers.add(
                    switch (pass.layers().get(i).gradients()) {
                        case LayerParameters.Dense(double[][] weights, double[] bias) ->
                            new Backward(i, delta, weights, orNull(bias), null, null);
                        case LayerParameters.Normalization n ->
                            new Backward(i, delta, null, null, n.scale(), n.shift());
                        case LayerParameters.None() -> new Backward(i, delta, null, null, null, null);
                    });
        }
        return layers;
    }

    static List<Update> update(List<LayerParameters> before, List<LayerParameters> after) {
        List<Update> layers = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            switch (before.get(i)) {
                case LayerParameters.Dense from -> {
                    LayerParameters.Dense to = (LayerParameters.Dense) after.get(i);
                    Update.Weights weights = new Update.Weights(from.weights(), to.weights());
                    Update.Units bias = Update.Units.of(from.bias(), to.bias());
                    layers.add(new Update(i, weights, bias, null, null, null, null));
                }
                case LayerParameters.Normalization from -> {
                    LayerParameters.Normalization to = (LayerParameters.Normalization) after.get(i);
                    layers.add(new Update(
                            i,
                            null,
                            null,
                            Update.Units.of(from.scale(), to.scale()),
                            Update.Units.of(from.shift(), to.shift()),
                            Update.Units.of(from.mean(), to.mean()),
                            Update.Units.of(from.variance(), to.variance())));
                }
                case LayerParameters.None() -> {
                    // nothing to update
                }
            }
        }
        return layers;
    }

    private static double @Nullable [] orNull(double[] values) {
        return values.length == 0 ? null : values;
    }
}
