package dev.chainrule.engine.reference;

import dev.chainrule.engine.nn.LayerParameters;
import dev.chainrule.engine.nn.Loss;
import java.util.List;

/**
 * The gradients of backpropagation held against central differences of the loss, (L(w + h) - L(w - h)) / 2h, which know nothing of
 * the chain rule. Both in training: batch normalization takes the statistics of the batch. Nothing is dropped.
 *
 * <p>h is the cube root of the double's epsilon, times |w| where that is above 1: it balances the formula's own error, of the order
 * h^2, with the rounding of the loss, of the order epsilon / h.
 *
 * @param worstRelativeDifference the largest |a - n| / max(|a| + |n|, s) over all parameters, a by backpropagation and n
 *     numerically. s keeps rounding of the loss from passing for a difference: it is the largest of a thousandth of the largest
 *     |a| + |n| of all parameters, a hundredth of the loss, and 1e-6. About 1e-8 or less for a correct gradient, and up to 1
 *     for a wrong one; also large where a relu's kink lies within h, where there is no derivative to be found.
 * @param numerical the numerical gradients, in the shape of the parameters
 */
public record GradientCheck(double worstRelativeDifference, List<LayerParameters> numerical) {

    private static final double STEP = Math.cbrt(Math.ulp(1.0));
    private static final double SHARE_OF_LARGEST = 1e-3;
    private static final double SHARE_OF_LOSS = 1e-2;
    private static final double SMALLEST = 1e-6;

    public GradientCheck {
        numerical = List.copyOf(numerical);
    }

    /** Checks the gradient of {@code loss} at the parameters of {@code network}, over the batch x (B,inputs), y (B,outputs). */
    public static GradientCheck of(ReferenceNetwork network, Loss loss, double[][] x, double[][] y) {
        BackwardPass back = network.backward(network.forwardTraining(x), loss, y);
        return compare(network, back.gradients(), loss, x, y);
    }

    /** Holds {@code gradients}, from wherever they are, against central differences. */
    static GradientCheck compare(
            ReferenceNetwork network, List<LayerParameters> gradients, Loss loss, double[][] x, double[][] y) {
        double[] analytical = FlatParameters.flatten(gradients);
        double[] numerical = new double[analytical.length];
        double[] w = network.flat();
        double lossHere = network.loss(network.forwardTraining(x), loss, y);
        for (int i = 0; i < w.length; i++) {
            double h = STEP * Math.max(1, Math.abs(w[i]));
            double above = lossAt(network, w, i, w[i] + h, loss, x, y);
            double below = lossAt(network, w, i, w[i] - h, loss, x, y);
            // not 2h: what rounding left of it
            numerical[i] = (above - below) / ((w[i] + h) - (w[i] - h));
        }
        return new GradientCheck(
                worst(analytical, numerical, lossHere), FlatParameters.unflatten(numerical, gradients));
    }

    private static double lossAt(
            ReferenceNetwork network, double[] w, int i, double value, Loss loss, double[][] x, double[][] y) {
        double[] moved = w.clone();
        moved[i] = value;
        ReferenceNetwork other = network.with(moved);
        return other.loss(other.forwardTraining(x), loss, y);
    }

    private static double worst(double[] analytical, double[] numerical, double loss) {
        double largest = 0;
        for (int i = 0; i < analytical.length; i++) {
            largest = Math.max(largest, Math.abs(analytical[i]) + Math.abs(numerical[i]));
        }
        double small = Math.max(SHARE_OF_LARGEST * largest, Math.max(SHARE_OF_LOSS * loss, SMALLEST));
        double worst = 0;
        for (int i = 0; i < analytical.length; i++) {
            double size = Math.max(Math.abs(analytical[i]) + Math.abs(numerical[i]), small);
            worst = Math.max(worst, Math.abs(analytical[i] - numerical[i]) / size);
        }
        return worst;
    }
}
