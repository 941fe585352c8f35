package dev.chainrule.engine.nn;

import dev.chainrule.engine.math.Gemm;
import dev.chainrule.engine.math.Workers;

/** The gradient that a backward pass writes, and who is told of it. */
final class Gradient {

    /** So few parameters are named at once: an update of many short stretches takes longer. */
    private static final int SMALL = 1 << 13;

    /** Values of a cache line, which two threads had better not write to. */
    private static final int LINE = 16;

    private final float[] values;
    private final Workers workers;
    private final Workers.Job share = this::share;
    private final Gemm.Completed weights = this::weightsReady;
    private GradientUse use = GradientUse.NONE;

    /** Of the weights under way, (inputs, columns). */
    private int offset;

    private int columns;

    /** The stretch that threads share. */
    private int from;

    private int to;

    Gradient(int parameters, Workers workers) {
        this.values = new float[parameters];
        this.workers = workers;
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

    /** The same, for all threads to go on with: not to be called by one of several. */
    void readyShared(int from, int to) {
        this.from = from;
        this.to = to;
        workers.run(to - from < SMALL ? 1 : workers.threads(), share);
    }

    private void share(int part, int parts) {
        int length = to - from;
        int begin = (int) ((long) length * part / parts) & -LINE;
        int end = part == parts - 1 ? length : (int) ((long) length * (part + 1) / parts) & -LINE;
        use.ready(from + begin, from + end);
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
