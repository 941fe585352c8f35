package dev.chainrule.engine.optim;

/**
 * Turns a gradient into an update of the parameters. Works on plain arrays and knows nothing of layers. The loops are plain, of the four
 * operations, maxima and square roots, for the compiler to vectorize: they are exact, so that does not change the bits.
 *
 * <p>What decays towards 0 step by step goes through {@link #FLUSH}: (v + FLUSH) - FLUSH is v, but 0 or a multiple of 2^-124 where v is tiny, and
 * so never a denormal number, which processors compute with many times more slowly.
 *
 * <p>w parameters (P), g gradient (P), t = 1, 2, ... the number of the update.
 */
public sealed interface Optimizer permits Sgd, Adam, Nadam, Adamax, Rmsprop, Adagrad, Adadelta, Lion, Decayed {

    float FLUSH = 0x1p-100f;

    /**
     * Begins an update: settles what is the same for all parameters.
     *
     * @param t number of the update, from 1
     */
    void begin(double learningRate, long t);

    /**
     * The update of the parameters {@code from} to {@code to - 1}, in place in {@code w}; {@code g} may be changed as well. Each parameter is
     * updated by itself, so threads may share them out.
     */
    void update(float[] w, float[] g, int from, int to);

    /** One update of all parameters. */
    default void step(float[] w, float[] g, double learningRate, long t) {
        begin(learningRate, t);
        update(w, g, 0, w.length);
    }

    /** Whether all there is to an update is w -= lr g, with lr in float32. */
    default boolean isPlain() {
        return false;
    }

    /** What the optimizer remembers between updates, each of length P: the arrays themselves, to be stored and restored. */
    float[][] state();
}
