package dev.chainrule.engine.reference;

import dev.chainrule.engine.optim.ClippingSpec;
import java.util.Arrays;

/** Gradient clipping. */
final class ClippingMath {

    private ClippingMath() {}

    /** g * min(1, norm / (||g|| + 1e-6)), or each entry of {@code g (P)} between -value and value. */
    static double[] clip(ClippingSpec spec, double[] g) {
        return switch (spec) {
            case ClippingSpec.None _ -> g;
            case ClippingSpec.Norm(double most) -> {
                double norm = Math.sqrt(Arrays.stream(g).map(x -> x * x).sum());
                double factor = Math.min(1, most / (norm + 1e-6));
                yield Arrays.stream(g).map(x -> x * factor).toArray();
            }
            case ClippingSpec.Value(double most) ->
                Arrays.stream(g).map(x -> Math.clamp(x, -most, most)).toArray();
        };
    }
}
