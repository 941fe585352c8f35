package dev.chainrule.engine.nn;

/** What is done with a gradient, stretch by stretch, while it is still near the core that computed it. */
public interface GradientUse {

    /** Nothing: the gradient is wanted as a whole. */
    GradientUse NONE = (from, to) -> {};

    /**
     * The gradient by the parameters {@code from} to {@code to - 1} is complete, and the backward pass reads these parameters no more. Each
     * is named once in a pass; threads may do so at the same time.
     */
    void ready(int from, int to);
}
