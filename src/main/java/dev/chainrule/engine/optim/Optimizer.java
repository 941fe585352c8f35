package dev.chainrule.engine.optim;

/**
 * Turns a gradient into an update of the parameters. Works on plain arrays and knows nothing of layers.
 *
 * <p>w parameters (P), g gradient (P), t = 1, 2, ... the number of the update.
 */
public sealed interface Optimizer permits Sgd, Adam, Nadam, Adamax, Rmsprop, Adagrad, Adadelta, Lion, Decayed {

    /**
     * One update, in place in {@code w}; {@code g} may be changed as well.
     *
     * @param t number of the update, from 1
     */
    void step(float[] w, float[] g, double learningRate, long t);

    /** What the optimizer remembers between updates, each of length P: the arrays themselves, to be stored and restored. */
    float[][] state();
}
