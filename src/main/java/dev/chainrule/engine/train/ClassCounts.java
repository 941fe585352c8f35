package dev.chainrule.engine.train;

/**
 * How often each class occurs, is decided for, and both at once.
 *
 * @param actual (classes) rows of the class
 * @param predicted (classes) rows decided for the class
 * @param correct (classes) rows of the class decided for it
 */
public record ClassCounts(int[] actual, int[] predicted, int[] correct) {

    static ClassCounts of(int classes, int[] actual, int[] predicted, int rows) {
        ClassCounts counts = new ClassCounts(new int[classes], new int[classes], new int[classes]);
        for (int row = 0; row < rows; row++) {
            counts.actual[actual[row]]++;
            counts.predicted[predicted[row]]++;
            counts.correct[actual[row]] += actual[row] == predicted[row] ? 1 : 0;
        }
        return counts;
    }

    /** Of the rows decided for a class, the share that are of it; 0 where there are none. */
    public double precision(int k) {
        return share(correct[k], predicted[k]);
    }

    /** Of the rows of a class, the share decided for it; 0 where there are none. */
    public double recall(int k) {
        return share(correct[k], actual[k]);
    }

    /** Harmonic mean of precision and recall; 0 where nothing is right. */
    public double f1(int k) {
        return share(2.0 * correct[k], (double) actual[k] + predicted[k]);
    }

    private static double share(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
