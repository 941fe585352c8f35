package dev.chainrule.trace;

import dev.chainrule.engine.nn.UnitActivation;
import dev.chainrule.network.ActivationJson;

/** Explains the activations that look at one weighted sum. */
final class UnitText {

    private UnitText() {}

    /** f(z) as a formula: "silu(0.5) = 0.5 / (1 + e^(-0.5))". */
    static String value(UnitActivation activation, double weightedSum) {
        String z = Text.number(weightedSum);
        String operand = Text.operand(weightedSum);
        String minus = Text.operand(-weightedSum);
        String size = Text.number(Math.abs(weightedSum));
        String formula = switch (activation) {
            case UnitActivation.LeakyRelu(double slope) ->
                weightedSum > 0 ? "" : " = " + Text.product(slope, weightedSum);
            case UnitActivation.Elu(double alpha) ->
                weightedSum > 0 ? "" : " = " + Text.number(alpha) + "*(e^" + operand + " - 1)";
            case UnitActivation.Selu() -> {
                String scale = " = " + Text.number(UnitActivation.Selu.SCALE) + "*";
                String alpha = Text.number(UnitActivation.Selu.ALPHA);
                yield scale + (weightedSum > 0 ? z : alpha + "*(e^" + operand + " - 1)");
            }
            case UnitActivation.Gelu() -> " = " + z + "*Phi(" + z + ")";
            case UnitActivation.Silu() -> " = " + z + " / (1 + e^" + minus + ")";
            case UnitActivation.Mish() -> " = " + z + "*tanh(ln(1 + e^" + operand + "))";
            case UnitActivation.Softplus() -> " = ln(1 + e^" + operand + ")";
            case UnitActivation.Softsign() -> " = " + z + " / (1 + " + size + ")";
            case UnitActivation.HardSigmoid() -> " = " + z + "/6 + 1/2, at least 0 and at most 1,";
        };
        return ActivationJson.name(activation) + "(" + z + ")" + formula;
    }

    /** f'(z) in words: "softplus'(z), which is sigmoid(z)". */
    static String slope(UnitActivation activation) {
        return ActivationJson.name(activation) + "'(z), which is "
                + switch (activation) {
                    case UnitActivation.LeakyRelu(double slope) -> "1 where z > 0, else " + Text.number(slope);
                    case UnitActivation.Elu(double alpha) -> "1 where z > 0, else " + Text.number(alpha) + "*e^z";
                    case UnitActivation.Selu() -> {
                        double atZero = UnitActivation.Selu.SCALE * UnitActivation.Selu.ALPHA;
                        yield Text.number(UnitActivation.Selu.SCALE) + " where z > 0, else " + Text.number(atZero)
                                + "*e^z";
                    }
                    case UnitActivation.Gelu() -> "Phi(z) + z*phi(z), the standard normal's distribution and density";
                    case UnitActivation.Silu() -> "s*(1 + z*(1 - s)) with s = sigmoid(z)";
                    case UnitActivation.Mish() -> "t + z*(1 - t^2)*sigmoid(z) with t = tanh(softplus(z))";
                    case UnitActivation.Softplus() -> "sigmoid(z)";
                    case UnitActivation.Softsign() -> "1 / (1 + |z|)^2";
                    case UnitActivation.HardSigmoid() -> "1/6 where -3 < z < 3, else 0";
                };
    }
}
