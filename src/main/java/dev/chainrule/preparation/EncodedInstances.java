package dev.chainrule.preparation;

import java.util.Map;

/**
 * Raw instances as cells, of which rows are written as each preparation of a model has them.
 *
 * @param rows how many there are
 * @param numbers (kinds of cells, rows * numbers)
 * @param levels (kinds of cells, rows * levels)
 * @param views of each preparation
 * @param unknownCategories per column, how many instances had a category that the model does not know
 */
public record EncodedInstances(
        int rows, float[][] numbers, int[][] levels, InstanceView[] views, Map<String, Long> unknownCategories) {

    /** Width of a row of x. */
    public int width(int preparation) {
        return views[preparation].writer().encoding().width();
    }

    /** Writes the rows {@code from} to {@code to - 1} as a preparation of the model has them to x (to - from, {@code width}). */
    public void write(int preparation, int from, int to, float[] x) {
        InstanceView view = views[preparation];
        RowWriter writer = view.writer();
        float[] u = numbers[view.cells()];
        int[] l = levels[view.cells()];
        int width = width(preparation);
        for (int row = from; row < to; row++) {
            int at = (row - from) * width;
            writer.writeNumbers(u, row * view.numbers(), x, at);
            for (int i = 0; i < view.levels(); i++) {
                writer.writeLevel(i, l[row * view.levels() + i], x, at);
            }
        }
    }

    /** All rows as a preparation of the model has them, (rows, {@code width}). */
    public float[] x(int preparation) {
        float[] x = new float[rows * width(preparation)];
        write(preparation, 0, rows, x);
        return x;
    }
}
