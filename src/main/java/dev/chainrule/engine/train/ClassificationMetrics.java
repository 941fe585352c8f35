package dev.chainrule.engine.train;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The metrics of a classification: each row is of one of several classes. */
public final class ClassificationMetrics extends Metrics {

    /** Least distance of a probability from 0 and 1 in the log loss. */
    private static final double CLIP = 1e-15;

    private final int classes;
    /** 1: the probability of the second of two classes. */
    private final int outputs;

    /** Of the row that is being added, (classes). */
    private final double[] probabilities;

    private final RocAuc rocAuc;
    private final Calibration calibration = new Calibration();
    private int[] actual = new int[0];
    private int[] predicted = new int[0];
    private int rows;
    private double logLoss;
    private double squares;

    /** @param outputs one a class, or a single one for two classes */
    ClassificationMetrics(int outputs) {
        this.classes = outputs == 1 ? 2 : outputs;
        this.outputs = outputs;
        this.probabilities = new double[classes];
        this.rocAuc = new RocAuc(classes == 2 ? 1 : classes);
    }

    @Override
    void start(int count) {
        rocAuc.start(count);
        if (actual.length < count) {
            actual = new int[count];
            predicted = new int[count];
        }
        calibration.clear();
        rows = 0;
        logLoss = 0;
        squares = 0;
    }

    @Override
    void add(RowSet set, int from, int to, float[] p, float[] y) {
        for (int at = 0; at < (to - from) * outputs; at += outputs) {
            if (outputs == 1) {
                addDecision(p[at], Decisions.isYes(y[at]));
            } else {
                for (int k = 0; k < classes; k++) {
                    probabilities[k] = p[at + k];
                }
                add(probabilities, Decisions.largest(y, at, classes));
            }
        }
    }

    /** Adds a row of two classes, no and yes. */
    void addDecision(double yes, boolean isYes) {
        probabilities[0] = 1 - yes;
        probabilities[1] = yes;
        add(probabilities, isYes ? 1 : 0);
    }

    /** Adds a row that is of the class {@code k}. */
    void add(double[] p, int k) {
        actual[rows] = k;
        predicted[rows] = Decisions.largest(p);
        logLoss -= StrictMath.log(Math.clamp(p[k], CLIP, 1 - CLIP));
        if (classes == 2) {
            double difference = p[1] - k;
            squares += difference * difference;
            calibration.add(p[1], k == 1);
        } else {
            squares += squaredDistance(p, k);
            calibration.add(p[predicted[rows]], predicted[rows] == k);
        }
        if (rocAuc.isKept()) {
            for (int column = 0; column < rocAuc.columns(); column++) {
                rocAuc.put(rows, column, p[classOf(column)]);
            }
        }
        rows++;
    }

    private static double squaredDistance(double[] p, int k) {
        double sum = 0;
        for (int j = 0; j < p.length; j++) {
            double difference = p[j] - (j == k ? 1 : 0);
            sum += difference * difference;
        }
        return sum;
    }

    /** Two classes are told apart by the score of the second. */
    private int classOf(int column) {
        return classes == 2 ? 1 : column;
    }

    public ClassCounts counts() {
        return ClassCounts.of(classes, actual, predicted, rows);
    }

    /** Of two classes, of the probability of the second; of several, of that of the class which is decided for. */
    public List<CalibrationBin> calibration() {
        return calibration.bins();
    }

    /** How many rows of each class were decided for each, (actual classes, predicted classes). */
    public int[][] confusion() {
        int[][] confusion = new int[classes][classes];
        for (int row = 0; row < rows; row++) {
            confusion[actual[row]][predicted[row]]++;
        }
        return confusion;
    }

    @Override
    public Map<Metric, Double> values() {
        ClassCounts counts = counts();
        int correct = 0;
        int occurring = 0;
        double precision = 0;
        double recall = 0;
        double f1 = 0;
        for (int k = 0; k < classes; k++) {
            correct += counts.correct()[k];
            occurring += counts.actual()[k] > 0 ? 1 : 0;
            precision += counts.precision(k);
            recall += counts.recall(k);
            f1 += counts.f1(k);
        }
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        values.put(Metric.ACCURACY, (double) correct / rows);
        values.put(Metric.BALANCED_ACCURACY, recall / occurring);
        values.put(Metric.MACRO_PRECISION, precision / classes);
        values.put(Metric.MACRO_RECALL, recall / classes);
        values.put(Metric.MACRO_F1, f1 / classes);
        values.put(Metric.ROC_AUC, rocAuc(counts));
        values.put(Metric.LOG_LOSS, logLoss / rows);
        values.put(Metric.BRIER, squares / rows);
        if (Double.isNaN(logLoss)) {
            // probabilities that are no numbers decide for nothing
            values.replaceAll((metric, value) -> Double.NaN);
        }
        return values;
    }

    private double rocAuc(ClassCounts counts) {
        if (!rocAuc.isKept()) {
            return Double.NaN;
        }
        double sum = 0;
        int defined = 0;
        for (int column = 0; column < rocAuc.columns(); column++) {
            int k = classOf(column);
            int ofClass = counts.actual()[k];
            if (ofClass > 0 && ofClass < rows) {
                sum += rocAuc.area(column, actual, k, ofClass);
                defined++;
            }
        }
        return sum / defined;
    }

    /** The class shares as probabilities for every row, and so the most frequent class. */
    @Override
    public Map<Metric, Double> baseline() {
        return constant().values();
    }

    ClassificationMetrics constant() {
        int[] counts = counts().actual();
        double[] shares = new double[classes];
        for (int k = 0; k < classes; k++) {
            shares[k] = (double) counts[k] / rows;
        }
        ClassificationMetrics constant = new ClassificationMetrics(classes);
        constant.start(rows);
        for (int row = 0; row < rows; row++) {
            constant.add(shares, actual[row]);
        }
        return constant;
    }
}
