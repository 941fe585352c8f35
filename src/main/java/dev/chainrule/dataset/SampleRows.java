package dev.chainrule.dataset;

import dev.chainrule.engine.math.RandomStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The rows of a sample.
 *
 * @param json the dataset as a request would bring it
 */
record SampleRows(ObjectNode json) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final double DECIMALS = 1e6;

    /** Puts a point of the class {@code label} into {@code point}, which noise is added to. */
    @FunctionalInterface
    interface Shape {
        void put(int label, RandomStream random, double[] point);
    }

    /** A matrix of {@code inputs} inputs and one target. */
    static SampleRows matrix(int inputs, double[][] rows) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode x = json.putArray("inputs");
        ArrayNode y = json.putArray("targets");
        for (double[] row : rows) {
            ArrayNode input = x.addArray();
            for (int i = 0; i < inputs; i++) {
                put(input, row[i]);
            }
            put(y.addArray(), row[inputs]);
        }
        return new SampleRows(json);
    }

    /** A table of points, the classes by turns, to predict the label from x1, x2, ... */
    static SampleRows classes(SampleSettings settings, int inputs, List<String> labels, Shape shape) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode columns = json.putArray("columns");
        for (int i = 1; i <= inputs; i++) {
            columns.add("x" + i);
        }
        columns.add("label");
        ArrayNode rows = json.putArray("rows");
        RandomStream random = settings.random();
        double[] point = new double[inputs];
        for (int row = 0; row < settings.rows(); row++) {
            int label = row % labels.size();
            shape.put(label, random, point);
            ArrayNode cells = rows.addArray();
            for (double coordinate : point) {
                put(cells, coordinate + settings.noise() * random.nextGaussian());
            }
            cells.add(labels.get(label));
        }
        json.put("target", "label");
        return new SampleRows(json);
    }

    /** A matrix of points of a curve, x within -{@code limit}..{@code limit}. */
    static SampleRows curve(SampleSettings settings, double limit, DoubleUnaryOperator curve) {
        RandomStream random = settings.random();
        double[][] rows = new double[settings.rows()][];
        for (int row = 0; row < rows.length; row++) {
            double x = limit * (2 * random.nextDouble() - 1);
            rows[row] = new double[] {x, curve.applyAsDouble(x) + settings.noise() * random.nextGaussian()};
        }
        return matrix(1, rows);
    }

    /** A dataset that is shipped. */
    static SampleRows resource(String name) {
        try (InputStream stream = Objects.requireNonNull(SampleRows.class.getResourceAsStream(name), name)) {
            return new SampleRows((ObjectNode) MAPPER.readTree(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Six decimals are enough for a picture, and can be read. */
    private static void put(ArrayNode cells, double value) {
        double rounded = Math.rint(value * DECIMALS) / DECIMALS + 0.0;
        if (rounded == Math.rint(rounded)) {
            cells.add((long) rounded);
        } else {
            cells.add(rounded);
        }
    }
}
