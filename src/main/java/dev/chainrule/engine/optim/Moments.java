package dev.chainrule.engine.optim;

/**
 * How the optimizers of Adam's family average gradients.
 *
 * @param beta1 share of the earlier mean of the gradients that is kept
 * @param beta2 the same for their squares, or for their largest size
 * @param epsilon keeps the division from being one by 0
 */
public record Moments(double beta1, double beta2, double epsilon) {

    public static final Moments DEFAULT = new Moments(0.9, 0.999, 1e-8);

    public Moments {
        Checks.requireFraction("beta1", beta1);
        Checks.requireFraction("beta2", beta2);
        Checks.requirePositive("epsilon", epsilon);
    }
}
