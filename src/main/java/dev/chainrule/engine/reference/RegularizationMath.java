package dev.chainrule.engine.reference;

import dev.chainrule.engine.nn.LayerSpec;
import java.util.Arrays;
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
        int[] ranges = FlatParameters.decayRanges(network.parameters(), false);
        List<LayerSpec> layers = network.spec().layers();
        for (int layer = 0; layer < layers.size(); layer++) {
            if (layers.get(layer) instanceof LayerSpec.Dense dense) {
                Arrays.fill(factors, ranges[2 * layer], ranges[2 * layer + 1], ofL1 ? dense.l1() : dense.l2());
            }
        }
        return factors;
    }
}
