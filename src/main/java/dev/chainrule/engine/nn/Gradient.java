package dev.chainrule.engine.nn;

import dev.chainrule.engine.math.Gemm;

/** The gradient that a backward pass writes, and who is told of it. */
final class Gradient {

    /** So few parameters are named at once: an update of many short stretches takes longer. */
    private static final int SMALL = 1 << 13;

    private final float[] values;
    private final Gemm.Completed weights = this::weightsReady;
    private GradientUse use = GradientUse.NONE;

    /** Of the weights under way, (inputs, columns). */
    private int offset;

    private int columns;

    Gradient(int parameters) {
        this.values = new float[parameters];
    }

    /** dLoss/dw (P); 0 for what is not trained. */
    float[] values() {
        return values;
    }

    void begin(GradientUse use) {
        this.use = values.length < SMALL ? GradientUse.NONE : use;
    }

    void end(GradientUse use) {
        if (values.length < SMALL) {
            use.ready(0, values.length);
        }
    }

    /** The values {@code from} to {@code to - 1} are written. */
    void ready(int from, int to) {
        use.ready(from, to);
    }

    /** To be told of the rows of a matrix of weights that begins at {@code offset}. */
    Gemm.Completed weights(int offset, int columns) {
        this.offset = offset;
        this.columns = columns;
        return weights;
    }

    private void weightsReady(int fromRow, int toRow) {
        use.ready(offset + fromRow * columns, offset + toRow * columns);
    }
}
