package dev.chainrule.web;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Numbers in rows, as JSON carries them: {@code [[1, 2], [3, 4]]}.
 *
 * @param values (rows, columns), row-major
 */
public record JsonMatrix(double[] values, int rows, int columns) {

    /**
     * Reads an array of rows of the same length, at least one row and one column. Each row that is not one, and each value that is
     * not a finite number, is a fault.
     *
     * @param columns how many values each row must have; -1: as many as the first row
     * @return null where there was any fault
     */
    public static @Nullable JsonMatrix read(@Nullable JsonNode node, String pointer, int columns, Faults faults) {
        int before = faults.count();
        if (node == null || !node.isArray()) {
            faults.add(pointer, "must be an array of rows of numbers, was " + JsonText.of(node));
            return null;
        }
        if (node.isEmpty()) {
            faults.add(pointer, "must have at least one row");
            return null;
        }
        int width = columns >= 0 ? columns : widthOfFirstRow(node);
        if (width < 1) {
            faults.add(pointer + "/0", "must be an array of at least one number, was " + JsonText.of(node.get(0)));
            return null;
        }
        // rows of other lengths must not make an array that is larger than what was sent
        boolean even = hasRowsOf(node, width);
        double[] values = new double[even ? Math.multiplyExact(node.size(), width) : width];
        int row = 0;
        for (JsonNode item : node) {
            String at = pointer + "/" + row;
            if (!item.isArray()) {
                faults.add(at, "must be an array of numbers, was " + JsonText.of(item));
            } else if (item.size() != width) {
                String why = columns < 0 ? " as the first row has" : "";
                faults.add(at, "must have " + width + " numbers" + why + ", had " + item.size());
            } else {
                readRow(item, at, values, even ? row * width : 0, faults);
            }
            row++;
        }
        return faults.count() > before ? null : new JsonMatrix(values, row, width);
    }

    /** A copy of a row, (columns). */
    public double[] row(int row) {
        return Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
    }

    /** Reads a single row of numbers: a matrix of one row. */
    public static @Nullable JsonMatrix readRow(@Nullable JsonNode node, String pointer, int columns, Faults faults) {
        int before = faults.count();
        if (node == null || !node.isArray()) {
            faults.add(pointer, "must be an array of numbers, was " + JsonText.of(node));
            return null;
        }
        if (node.isEmpty() || (columns >= 0 && node.size() != columns)) {
            String demand = columns >= 0 ? columns + " numbers" : "at least one number";
            faults.add(pointer, "must have " + demand + ", had " + node.size());
            return null;
        }
        double[] values = new double[node.size()];
        readRow(node, pointer, values, 0, faults);
        return faults.count() > before ? null : new JsonMatrix(values, 1, values.length);
    }

    private static int widthOfFirstRow(JsonNode rows) {
        for (JsonNode row : rows) {
            if (row.isArray()) {
                return row.size();
            }
        }
        return 0;
    }

    private static boolean hasRowsOf(JsonNode rows, int width) {
        for (JsonNode row : rows) {
            if (!row.isArray() || row.size() != width) {
                return false;
            }
        }
        return true;
    }

    private static void readRow(JsonNode row, String pointer, double[] values, int from, Faults faults) {
        int column = 0;
        for (JsonNode item : row) {
            double value = Numbers.of(item);
            if (!Double.isFinite(value)) {
                faults.add(pointer + "/" + column, "must be a finite number, was " + JsonText.of(item));
            } else if (Math.abs(value) > Float.MAX_VALUE) {
                faults.add(pointer + "/" + column, "is too large for a 32-bit number: " + JsonText.of(item));
            }
            values[from + column++] = value;
        }
    }
}
