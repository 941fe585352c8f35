package dev.chainrule.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.preparation.NumberSpec.Bins;
import dev.chainrule.preparation.NumberSpec.PiecewiseLinear;
import dev.chainrule.support.Api;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class BinLearnerTest {

    private static final PiecewiseLinear QUANTILES = new PiecewiseLinear(Bins.QUANTILE, 16);

    private static Shape.PiecewiseLinear piecewise(float[] u, PiecewiseLinear spec) {
        return (Shape.PiecewiseLinear) BinLearner.shape(u, spec, null);
    }

    private static float[] floats(int count, java.util.function.IntToDoubleFunction value) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = (float) value.applyAsDouble(i);
        }
        return floats;
    }

    /** Grown by scikit-learn 1.9.1, best first, with the same limits. */
    static Stream<JsonNode> trees() throws IOException {
        try (InputStream stream = BinLearnerTest.class.getResourceAsStream("/preparation/trees.json")) {
            String json = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            return StreamSupport.stream(Api.json(json).spliterator(), false);
        }
    }

    @ParameterizedTest
    @MethodSource("trees")
    void treesSplitWhereAnotherLibrarysDo(JsonNode tree) {
        int rows = tree.get("x").size();
        float[] u = floats(rows, i -> tree.get("x").get(i).doubleValue());
        TreeTarget target = tree.get("kind").stringValue().equals("classes") ? classes(tree) : values(tree);
        PiecewiseLinear spec =
                new PiecewiseLinear(Bins.TREE, tree.get("maxBins").intValue());
        JsonNode expected = tree.get("thresholds");
        Shape shape = BinLearner.shape(u, spec, target);
        if (expected.isEmpty()) {
            assertThat(shape).isEqualTo(new Shape.Smooth());
            return;
        }
        List<Double> edges = ((Shape.PiecewiseLinear) shape).edges();
        assertThat(edges).hasSize(expected.size() + 2);
        float[] sorted = u.clone();
        Arrays.sort(sorted);
        assertThat(edges.getFirst()).isEqualTo(sorted[0]);
        assertThat(edges.getLast()).isEqualTo(sorted[rows - 1]);
        for (int t = 0; t < expected.size(); t++) {
            assertThat(edges.get(t + 1)).isCloseTo(expected.get(t).doubleValue(), within(1e-5));
        }
    }

    private static TreeTarget classes(JsonNode tree) {
        int[] classes = IntStream.range(0, tree.get("y").size())
                .map(i -> tree.get("y").get(i).intValue())
                .toArray();
        return TreeTarget.Classes.of(classes, Arrays.stream(classes).max().orElseThrow() + 1);
    }

    private static TreeTarget values(JsonNode tree) {
        JsonNode y = tree.get("y");
        int targets = y.get(0).isArray() ? y.get(0).size() : 1;
        double[] values = new double[y.size() * targets];
        for (int k = 0; k < targets; k++) {
            int target = k;
            double[] raw = IntStream.range(0, y.size())
                    .mapToDouble(i -> (targets == 1 ? y.get(i) : y.get(i).get(target)).doubleValue())
                    .toArray();
            double mean = Arrays.stream(raw).average().orElseThrow();
            double variance = Arrays.stream(raw)
                    .map(value -> (value - mean) * (value - mean))
                    .average()
                    .orElseThrow();
            for (int i = 0; i < raw.length; i++) {
                values[i * targets + k] = (raw[i] - mean) / Math.sqrt(variance);
            }
        }
        return new TreeTarget.Values(values, targets);
    }

    @Test
    void quantilesAreTheEdges() {
        float[] u = floats(161, i -> 160 - i);
        assertThat(piecewise(u, QUANTILES).edges())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(0, 16).mapToObj(t -> 10.0 * t).toList());
        // what many rows share is an edge once
        float[] heaped = floats(161, i -> i < 100 ? 7 : i - 93);
        assertThat(piecewise(heaped, QUANTILES).edges()).startsWith(7.0, 17.0).hasSize(7);
    }

    @Test
    void fewDistinctValuesAreTheEdgesThemselves() {
        float[] sixteen = floats(1000, i -> i % 16 * i % 16);
        assertThat(piecewise(floats(1000, i -> i % 16 + 0.5), QUANTILES).edges())
                .hasSize(16)
                .startsWith(0.5, 1.5);
        assertThat(piecewise(sixteen, new PiecewiseLinear(Bins.TREE, 32)).edges())
                .isNotEmpty();
        assertThat(piecewise(floats(1000, i -> i % 17), QUANTILES).edges()).hasSize(17);
        assertThat(piecewise(floats(1000, i -> i % 17), new PiecewiseLinear(Bins.QUANTILE, 4))
                        .edges())
                .containsExactly(0.0, 4.0, 8.0, 12.0, 16.0);
        // two values say no more than z does
        assertThat(BinLearner.shape(floats(10, i -> i % 2), QUANTILES, null)).isEqualTo(new Shape.Smooth());
    }

    @Test
    void featuresHaveMeanZeroAndStayBetweenTheirBounds() {
        Random random = new Random(3);
        float[] u = floats(5000, i -> random.nextGaussian());
        Shape.PiecewiseLinear shape = piecewise(u, QUANTILES);
        NumberFeatures features = NumberFeatures.of(shape);
        float[] x = new float[17];
        double[] sums = new double[17];
        for (float value : u) {
            features.write(value, x, 0);
            for (int i = 0; i < 17; i++) {
                sums[i] += x[i];
            }
        }
        for (int t = 1; t < 17; t++) {
            assertThat(sums[t] / 5000).isCloseTo(0, within(1e-6));
        }
        for (float outside : new float[] {Float.MAX_VALUE, -Float.MAX_VALUE, 1e30f, 0, -0f}) {
            features.write(outside, x, 0);
            assertThat(Math.abs(x[0])).isLessThanOrEqualTo(3);
            for (int t = 1; t < 17; t++) {
                assertThat(x[t])
                        .isBetween(
                                -shape.means().get(t - 1).floatValue(),
                                1 - shape.means().get(t - 1).floatValue());
            }
        }
        features.write(Float.MAX_VALUE, x, 0);
        assertThat(x[0]).isEqualTo(3);
        assertThat(x[16]).isEqualTo(1 - shape.means().get(15).floatValue());
    }

    @Test
    void anIntervalIsCrossedInAStraightLine() {
        NumberFeatures features =
                NumberFeatures.of(new Shape.PiecewiseLinear(List.of(0.0, 1.0, 3.0), List.of(0.25, 0.5), 0));
        float[] x = new float[4];
        features.write(2, x, 1);
        assertThat(x).containsExactly(0, (float) (2 / Math.sqrt(1 + 4 / 9.0)), 0.75f, 0);
        features.write(0.5f, x, 1);
        assertThat(Arrays.copyOfRange(x, 2, 4)).containsExactly(0.25f, -0.5f);
    }

    @Test
    void edgesTooCloseTogetherAreOne() {
        float[] u = floats(30, i -> i < 10 ? 0 : i < 20 ? Float.MIN_VALUE : 1 + i % 10);
        Shape.PiecewiseLinear shape = piecewise(u, QUANTILES);
        assertThat(shape.edges()).startsWith(0.0, 1.0);
        float[] x = new float[shape.width()];
        NumberFeatures.of(shape).write(Float.MIN_VALUE, x, 0);
        for (float feature : x) {
            assertThat(feature).isFinite();
        }
    }
}
