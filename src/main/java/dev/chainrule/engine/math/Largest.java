package dev.chainrule.engine.math;

/** The largest element of a stretch of an array. There is no rounding in it, so the order in which elements are compared does not matter. */
public final class Largest {

    private static final boolean VECTOR = Kernels.hasVectorModule();
    /** Elements from which on vectors are faster. */
    private static final int MANY = 64;

    private Largest() {}

    /** The largest of the elements {@code from} to {@code to - 1}, of which there is one at least; NaN if one is. */
    public static float value(float[] values, int from, int to) {
        float largest = Float.NEGATIVE_INFINITY;
        int i = VECTOR && to - from >= MANY ? VectorElements.endOfVectors(from, to) : from;
        if (i > from) {
            largest = VectorElements.largest(values, from, i);
        }
        for (; i < to; i++) {
            largest = Math.max(largest, values[i]);
        }
        return largest;
    }

    /** Where the largest of the elements {@code from} to {@code to - 1} stands: the first of several. Of none that is NaN, unless the first is. */
    public static int index(float[] values, int from, int to) {
        if (to - from >= MANY) {
            float largest = value(values, from, to);
            for (int i = from; i < to; i++) {
                if (values[i] == largest) {
                    return i;
                }
            }
        }
        int largest = from;
        for (int i = from + 1; i < to; i++) {
            largest = values[i] > values[largest] ? i : largest;
        }
        return largest;
    }
}
