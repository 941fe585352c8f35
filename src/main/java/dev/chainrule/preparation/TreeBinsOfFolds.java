package dev.chainrule.preparation;

import dev.chainrule.dataset.Moments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bins of trees for members that learn from different rows: a tree sees the targets of its member's own training rows and of no
 * others. What does not see the targets, scales and levels, they share, and so they share the cells.
 */
public final class TreeBinsOfFolds {

    private final PreparedSamples samples;
    private final NumberSpec.PiecewiseLinear spec;
    /** (folds, rows) whether a fold's trees see a row. */
    private final boolean[][] seen;

    private final TreeTarget[] targets;

    private TreeBinsOfFolds(
            PreparedSamples samples, NumberSpec.PiecewiseLinear spec, int classes, List<int[]> trainingRows) {
        this.samples = samples;
        this.spec = spec;
        int folds = trainingRows.size();
        seen = new boolean[folds][samples.rows()];
        targets = new TreeTarget[folds];
        double[] bits = classes == 0 ? new double[0] : TreeTarget.Classes.bits(samples.rows());
        for (int fold = 0; fold < folds; fold++) {
            int[] rows = trainingRows.get(fold);
            int count = Math.min(rows.length, PreprocessorLearner.MOST_SAMPLED);
            for (int i = 0; i < count; i++) {
                seen[fold][rows[(int) ((long) i * rows.length / count)]] = true;
            }
            targets[fold] = classes == 0 ? values(seen[fold]) : classes(seen[fold], classes, bits);
        }
    }

    /**
     * @param spec one that {@linkplain PreprocessingSpec#seesTarget sees the target}
     * @param shared learned from all rows {@linkplain PreprocessingSpec#withoutTarget without the target}
     * @param samples prepared by it
     * @param trainingRows of each member, in ascending order
     * @return one for each member; all have the same number of features
     */
    public static List<Preprocessor> learn(
            PreprocessingSpec spec, Preprocessor shared, PreparedSamples samples, List<int[]> trainingRows) {
        if (!(spec.numeric() instanceof NumberSpec.PiecewiseLinear piecewise)) {
            throw new IllegalArgumentException("there are no bins: " + spec.numeric());
        }
        int classes = switch (shared.target()) {
            case TargetEncoding.Classes(String _, List<String> labels) -> labels.size();
            case TargetEncoding.Values _ -> 0;
        };
        TreeBinsOfFolds bins = new TreeBinsOfFolds(samples, piecewise, classes, trainingRows);
        int numbers = (int) shared.inputs().stream()
                .flatMap(input -> input.transforms().stream())
                .filter(Transform.Numeric.class::isInstance)
                .count();
        List<List<Shape>> shapes = new ArrayList<>();
        trainingRows.forEach(rows -> shapes.add(new ArrayList<>()));
        for (int number = 0; number < numbers; number++) {
            List<Shape> ofFolds = alike(bins.shapes(number));
            for (int fold = 0; fold < ofFolds.size(); fold++) {
                shapes.get(fold).add(ofFolds.get(fold));
            }
        }
        return shapes.stream().map(shared::withShapes).toList();
    }

    private List<Shape> shapes(int number) {
        float[] u = samples.cells(number);
        int[] order = BinLearner.order(u);
        List<Shape> shapes = new ArrayList<>();
        for (int fold = 0; fold < seen.length; fold++) {
            boolean[] ofFold = seen[fold];
            int[] rows = Arrays.stream(order).filter(row -> ofFold[row]).toArray();
            shapes.add(BinLearner.shape(BinLearner.sorted(u, rows), rows, spec, targets[fold]));
        }
        return shapes;
    }

    /** The shapes with as many spare features as make them all equally wide. */
    private static List<Shape> alike(List<Shape> shapes) {
        int widest = shapes.stream().mapToInt(Shape::width).max().orElse(1);
        return shapes.stream().map(shape -> widened(shape, widest)).toList();
    }

    private static Shape widened(Shape shape, int width) {
        int spare = width - shape.width();
        return switch (shape) {
            case Shape.PiecewiseLinear(List<Double> edges, List<Double> means, int _)
            when spare > 0 -> new Shape.PiecewiseLinear(edges, means, spare);
            case Shape.Smooth _ when spare > 0 -> new Shape.PiecewiseLinear(List.of(), List.of(), spare);
            case Shape.Linear _, Shape.Smooth _, Shape.PiecewiseLinear _ -> shape;
        };
    }

    private TreeTarget classes(boolean[] ofFold, int classes, double[] bits) {
        int[] all = new int[samples.rows()];
        int[] ofClass = new int[classes];
        for (int row = 0; row < all.length; row++) {
            all[row] = samples.classOf(row);
            if (ofFold[row]) {
                ofClass[all[row]]++;
            }
        }
        return new TreeTarget.Classes(all, ofClass, bits);
    }

    private TreeTarget values(boolean[] ofFold) {
        int outputs = samples.outputs();
        double[] standardized = new double[samples.rows() * outputs];
        for (int k = 0; k < outputs; k++) {
            Moments moments = new Moments();
            for (int row = 0; row < ofFold.length; row++) {
                if (ofFold[row]) {
                    moments.add(samples.value(row, k));
                }
            }
            Scale scale = TargetLearner.standard(moments);
            for (int row = 0; row < ofFold.length; row++) {
                standardized[row * outputs + k] = scale.apply(samples.value(row, k));
            }
        }
        return new TreeTarget.Values(standardized, outputs);
    }
}
