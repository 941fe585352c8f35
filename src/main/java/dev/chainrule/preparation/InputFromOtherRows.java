package dev.chainrule.preparation;

import dev.chainrule.engine.data.Samples;
import dev.chainrule.web.VirtualThreads;

/**
 * Samples of which one input comes from other rows: whatever it has to do with the target, or with the other inputs, is lost.
 *
 * @param first of the input's features
 * @param width number of its features
 * @param from (rows) the row that a row takes them from
 */
record InputFromOtherRows(PreparedSamples samples, int first, int width, int[] from) implements Samples {

    @Override
    public int rows() {
        return samples.rows();
    }

    @Override
    public int inputs() {
        return samples.inputs();
    }

    @Override
    public int outputs() {
        return samples.outputs();
    }

    @Override
    public double value(int row, int k) {
        return samples.value(row, k);
    }

    @Override
    public void gather(int[] order, int begin, int end, float[] x, float[] y) {
        samples.gather(order, begin, end, x, y);
        int inputs = samples.inputs();
        float[] others = new float[(end - begin) * inputs];
        int[] otherOrder = new int[end - begin];
        for (int i = 0; i < otherOrder.length; i++) {
            otherOrder[i] = from[order[begin + i]];
        }
        samples.gather(otherOrder, 0, otherOrder.length, others, new float[otherOrder.length * outputs()]);
        for (int at = first; at < others.length; at += inputs) {
            System.arraycopy(others, at, x, at, width);
        }
        // whoever goes through all rows for each input computes for long
        VirtualThreads.giveWay();
    }
}
