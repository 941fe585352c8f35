package dev.chainrule.engine.train;

import dev.chainrule.engine.math.Largest;

/**
 * Which class the outputs of a row say, and likewise its targets. The largest decides: of two equal ones the second, so that it does
 * not matter whether two classes have one output or two; of more the first.
 */
final class Decisions {

    private Decisions() {}

    /** Of a single output that means yes or no: yes from 0.5 on. */
    static boolean isYes(float value) {
        return value >= 0.5f;
    }

    static int largest(float[] values, int from, int length) {
        return length == 2 && values[from] == values[from + 1] ? 1 : Largest.index(values, from, from + length) - from;
    }

    static int largest(double[] values) {
        int largest = 0;
        for (int k = 1; k < values.length; k++) {
            largest = values[k] > values[largest] ? k : largest;
        }
        return values.length == 2 && values[0] == values[1] ? 1 : largest;
    }
}
