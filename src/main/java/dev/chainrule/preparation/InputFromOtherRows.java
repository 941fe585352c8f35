package dev.chainrule.preparation;

import dev.chainrule.engine.data.Samples;
import dev.chainrule.engine.math.RowEncoding;
import dev.chainrule.web.VirtualThreads;

/**
 * Samples of which one input comes from other rows: whatever it has to do with the target, or with the other inputs, is lost.
 *
 * @param places where in a row of x is what comes of the input
 * @param from (rows) the row that a row takes them from
 */
record InputFromOtherRows(PreparedSamples samples, int[] places, int[] from) implements Samples {

    @Override
    public int rows() {
        return samples.rows();
    }

    @Override
    public int inputs() {
        return samples.inputs();
    }

    @Override
    public RowEncoding encoding() {
        return samples.encoding();
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
        for (int at = 0; at < others.length; at += inputs) {
            for (int place : places) {
                x[at + place] = others[at + place];
            }
        }
        // whoever goes through all rows for each input computes for long
        VirtualThreads.giveWay();
    }

    @Override
    public void gatherTargets(int[] order, int begin, int end, float[] y) {
        samples.gatherTargets(order, begin, end, y);
    }
}
