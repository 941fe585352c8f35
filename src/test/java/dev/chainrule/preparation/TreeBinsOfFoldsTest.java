package dev.chainrule.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.dataset.ChosenColumns;
import dev.chainrule.dataset.DatasetKind;
import dev.chainrule.dataset.DatasetRows;
import dev.chainrule.dataset.TestDatasets;
import dev.chainrule.preparation.NumberSpec.Bins;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TreeBinsOfFoldsTest {

    private static final int ROWS = 600;
    private static final NumberSpec.PiecewiseLinear TREES = new NumberSpec.PiecewiseLinear(Bins.TREE, 32);
    private static final PreprocessingSpec SPEC = spec();
    private static final List<int[]> FOLDS = List.of(rows(row -> row % 3 != 0), rows(row -> row % 3 != 1));

    private static PreprocessingSpec spec() {
        PreprocessingSpec table = PreprocessingSpec.defaultFor(DatasetKind.TABLE);
        return new PreprocessingSpec(TREES, table.categorical(), table.missing(), table.target(), table.date());
    }

    private static int[] rows(IntPredicate taken) {
        return IntStream.range(0, ROWS).filter(taken).toArray();
    }

    /** @param other whether the targets of every third row, which the first fold holds out, are different */
    private static DatasetRows table(boolean classes, boolean other) {
        Random random = new Random(5);
        StringBuilder csv = new StringBuilder("a,c,b,y\n");
        for (int row = 0; row < ROWS; row++) {
            double a = random.nextGaussian();
            double b = random.nextDouble();
            double y = Math.sin(4 * a) + 0.1 * random.nextGaussian();
            y = other && row % 3 == 0 ? b * 10 : y;
            String target = classes ? (y > 0 ? "p" : "q") : Double.toString(y);
            csv.append(a)
                    .append(row % 2 == 0 ? ",u," : ",v,")
                    .append(b)
                    .append(',')
                    .append(target)
                    .append('\n');
        }
        return TestDatasets.csv(csv.toString(), "y");
    }

    private static Preprocessor shared(DatasetRows rows, boolean classes) {
        ChosenColumns columns = rows.schema().choose(rows.schema().selection());
        return Preprocessor.learn(SPEC.withoutTarget(), rows, columns, rows(row -> true), classes);
    }

    private static PreparedSamples samples(DatasetRows rows, Preprocessor preprocessor) {
        ChosenColumns columns = rows.schema().choose(rows.schema().selection());
        return PreparedSamples.of(preprocessor, rows, columns, 1);
    }

    private static Shape shape(Preprocessor preprocessor, int column) {
        return ((Transform.Numeric)
                        preprocessor.inputs().get(column).transforms().getFirst())
                .shape();
    }

    @Test
    void aMembersTreesSeeItsOwnRowsAlone() {
        for (boolean classes : new boolean[] {false, true}) {
            DatasetRows rows = table(classes, false);
            DatasetRows others = table(classes, true);
            Preprocessor shared = shared(rows, classes);
            assertThat(shared(others, classes).inputs()).isEqualTo(shared.inputs());
            List<Preprocessor> learned = TreeBinsOfFolds.learn(SPEC, shared, samples(rows, shared), FOLDS);
            List<Preprocessor> changed = TreeBinsOfFolds.learn(SPEC, shared, samples(others, shared), FOLDS);
            for (int column : new int[] {0, 2}) {
                assertThat(edges(shape(changed.getFirst(), column)))
                        .isEqualTo(edges(shape(learned.getFirst(), column)));
            }
            assertThat(edges(shape(changed.getLast(), 0))).isNotEqualTo(edges(shape(learned.getLast(), 0)));
        }
    }

    private static List<Double> edges(Shape shape) {
        return shape instanceof Shape.PiecewiseLinear piecewise ? piecewise.edges() : List.of();
    }

    @Test
    void theyAreThoseOfATreeThatKnowsNoOtherRows() {
        DatasetRows rows = table(false, false);
        Preprocessor shared = shared(rows, false);
        PreparedSamples samples = samples(rows, shared);
        List<Preprocessor> learned = TreeBinsOfFolds.learn(SPEC, shared, samples, FOLDS);
        float[] u = samples.cells(0);
        for (int fold = 0; fold < 2; fold++) {
            int[] own = FOLDS.get(fold);
            float[] ownU = new float[own.length];
            double[] y = new double[own.length];
            for (int i = 0; i < own.length; i++) {
                ownU[i] = u[own[i]];
                y[i] = samples.value(own[i], 0);
            }
            double mean = Arrays.stream(y).average().orElseThrow();
            double deviation = Math.sqrt(
                    Arrays.stream(y).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
            double[] standardized =
                    Arrays.stream(y).map(v -> (v - mean) / deviation).toArray();
            Shape alone = BinLearner.shape(ownU, TREES, new TreeTarget.Values(standardized, 1));
            assertThat(edges(shape(learned.get(fold), 0)))
                    .isEqualTo(edges(alone))
                    .hasSizeGreaterThan(8);
        }
    }

    @Test
    void theirNetworksAreOfOneSize() {
        DatasetRows rows = table(true, false);
        Preprocessor shared = shared(rows, true);
        PreparedSamples samples = samples(rows, shared);
        List<Preprocessor> learned = TreeBinsOfFolds.learn(SPEC, shared, samples, FOLDS);
        int features = learned.getFirst().featureCount();
        for (Preprocessor member : learned) {
            assertThat(member.featureCount()).isEqualTo(features);
            assertThat(Preprocessor.fromJson(member.toJson())).isEqualTo(member);
            float[] x = new float[ROWS * features];
            Arrays.fill(x, 9);
            samples.withShapes(member).gather(rows(row -> true), 0, ROWS, x, new float[ROWS]);
            for (float feature : x) {
                assertThat(feature).isBetween(-3f, 3f);
            }
            assertThat(member.featureNames()).hasSize(features);
        }
    }
}
