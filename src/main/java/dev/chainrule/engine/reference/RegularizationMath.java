package dev.chainrule.engine.reference;

import dev.chainrule.engine.nn.LayerSpec;
import java.util.List;

/** The penalties on the weights of dense layers: l2 * sum(w^2) + l1 * sum|w|. */
public final class RegularizationMath {

    private RegularizationMath() {}

    /** What the penalties add to the loss. */
    static double penalty(ReferenceNetwork network) {
        double[] w = network.flat();
        double[] l1 = perParameter(network, true);
        double[] l2 = perParameter(network, false);
        double sum = 0;
        for (int i = 0; i < w.length; i++) {
            sum += l2[i] * w[i] * w[i] + l1[i] * Math.abs(w[i]);
        }
        return sum;
    }

    /** The gradient of loss and penalties together (P): {@code back} is the loss's part of it. */
    public static double[] gradient(ReferenceNetwork network, BackwardPass back) {
        double[] g = FlatParameters.flatten(back.gradients());
        double[] w = network.flat();
        double[] l1 = perParameter(network, true);
        double[] l2 = perParameter(network, false);
        for (int i = 0; i < g.length; i++) {
            g[i] += 2 * l2[i] * w[i] + l1[i] * Math.signum(w[i]);
        }
        return g;
    }

    /** The factor l1, or l2, of each parameter (P): 0 where there is none. */
    public static double[] perParameter(ReferenceNetwork network, boolean ofL1) {
        double[] factors = new double[network.flat().length];
        int[] ranges = FlatParameters.weightRanges(network.parameters());
        List<LayerSpec.Dense> layers = network.spec().layers().stream()
                .filter(LayerSpec.Dense.class::isInstance)
                .map(LayerSpec.Dense.class::cast)
                .toList();
        for (int layer = 0; layer < layers.size(); layer++) {
            double factor = ofL1 ? layers.get(layer).l1() : layers.get(layer).l2();
            for (int i = ranges[2 * layer]; i < ranges[2 * layer + 1]; i++) {
                factors[i] = factor;
            }
        }
        return factors;
    }
}
