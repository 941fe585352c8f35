package dev.chainrule.engine.nn;

import dev.chainrule.engine.math.Workers;

/** Applies an activation to the rows of a batch, which threads share where they are many values. */
final class ActivationPass {

    /** From so many values on it is worth sharing them. */
    private static final int SHARED = 1 << 14;

    private final Workers workers;
    private final Workers.Job forward = this::forwardPart;
    private final Workers.Job backward = this::backwardPart;

    /** The pass under way, for its parts. */
    private Activation activation = new Activation.Linear();

    private float[] z = new float[0];
    private float[] a = z;
    private float[] delta = z;
    private int rows;
    private int columns;

    ActivationPass(Workers workers) {
        this.workers = workers;
    }

    /** a = f(z) for {@code rows} rows of {@code columns} values. */
    void forward(Activation of, float[] z, float[] a, int rows, int columns) {
        if (workers.threads() == 1 || rows * columns < SHARED) {
            of.forward(z, a, 0, rows, columns);
        } else {
            begin(of, z, a, a, rows, columns);
            workers.run(workers.threads(), forward);
        }
    }

    /** dLoss/da in {@code delta} becomes dLoss/dz. */
    void backward(Activation of, float[] z, float[] a, float[] delta, int rows, int columns) {
        if (workers.threads() == 1 || rows * columns < SHARED) {
            of.backward(z, a, delta, 0, rows, columns);
        } else {
            begin(of, z, a, delta, rows, columns);
            workers.run(workers.threads(), backward);
        }
    }

    private void begin(Activation of, float[] z, float[] a, float[] delta, int rows, int columns) {
        this.activation = of;
        this.z = z;
        this.a = a;
        this.delta = delta;
        this.rows = rows;
        this.columns = columns;
    }

    private void forwardPart(int part, int parts) {
        activation.forward(z, a, rows * part / parts, rows * (part + 1) / parts, columns);
    }

    private void backwardPart(int part, int parts) {
        activation.backward(z, a, delta, rows * part / parts, rows * (part + 1) / parts, columns);
    }
}
