package dev.chainrule.training;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** How the answers of several experts become one. */
enum Blend {
    /**
     * By greedy selection with replacement (Caruana et al. 2004, "Ensemble selection from libraries of models"): 20 times, starting from
     * nothing, the expert is added that lowers the loss of the running mean most. The weight of an expert is its share of these.
     */
    GREEDY("greedy"),
    /** All count alike. */
    MEAN("mean");

    static final String PROPERTY = "blend";

    private static final int ROUNDS = 20;

    private final String text;

    Blend(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    static Map<String, Blend> byText() {
        Map<String, Blend> blends = new LinkedHashMap<>();
        Arrays.stream(values()).forEach(blend -> blends.put(blend.text, blend));
        return blends;
    }

    /**
     * The weights of the experts; they sum to 1.
     *
     * @param answers of each expert (rows * outputs), out-of-fold
     * @param loss of answers (rows * outputs)
     */
    double[] weights(List<float[]> answers, ToDoubleFunction<float[]> loss) {
        double[] weights = new double[answers.size()];
        switch (this) {
            case MEAN -> Arrays.fill(weights, 1.0 / answers.size());
            case GREEDY -> {
                double[] sum = new double[answers.getFirst().length];
                for (int round = 1; round <= ROUNDS; round++) {
                    int best = best(sum, round, answers, loss);
                    weights[best]++;
                    for (int i = 0; i < sum.length; i++) {
                        sum[i] += answers.get(best)[i];
                    }
                }
                Arrays.setAll(weights, expert -> weights[expert] / ROUNDS);
            }
        }
        return weights;
    }

    /** The expert whose addition gives the mean of {@code count} the lowest loss; of equal ones the first. */
    private static int best(double[] sum, int count, List<float[]> answers, ToDoubleFunction<float[]> loss) {
        int best = 0;
        double lowest = Double.POSITIVE_INFINITY;
        float[] mean = new float[sum.length];
        for (int expert = 0; expert < answers.size(); expert++) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] = (float) ((sum[i] + answers.get(expert)[i]) / count);
            }
            double found = loss.applyAsDouble(mean);
            if (found < lowest) {
                lowest = found;
                best = expert;
            }
        }
        return best;
    }
}
