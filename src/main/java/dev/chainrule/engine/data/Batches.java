package dev.chainrule.engine.data;

import dev.chainrule.engine.math.RandomStream;

/** The order of the rows in an epoch, cut into batches: a pure function of the seed and the epoch. The last batch may be smaller. */
public final class Batches {

    private final int[] rows;
    private final int[] order;
    private final int batchSize;
    private final boolean shuffle;
    private final long seed;
    private final int count;

    /** @param rows the rows to train on, in their own order */
    public Batches(int[] rows, int batchSize, boolean shuffle, long seed) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("there are no rows to train on");
        }
        this.rows = rows.clone();
        this.order = rows.clone();
        this.batchSize = batchSize;
        this.shuffle = shuffle;
        this.seed = seed;
        this.count = (rows.length - 1) / batchSize + 1;
    }

    /** Puts the rows into the order of an epoch, counted from 0. */
    public void startEpoch(int epoch) {
        if (shuffle) {
            System.arraycopy(rows, 0, order, 0, rows.length);
            new RandomStream(seed, RandomStream.Purpose.SHUFFLE, epoch).shuffle(order, 0, order.length);
        }
    }

    /** Number of batches in an epoch. */
    public int count() {
        return count;
    }

    /** Number of rows of a batch, counted from 0. */
    public int size(int batch) {
        return Math.min(batchSize, rows.length - batch * batchSize);
    }

    /** Copies the rows of a batch: see {@link Samples#gather}. */
    public void gather(Samples samples, int batch, float[] x, float[] y) {
        int from = batch * batchSize;
        samples.gather(order, from, from + size(batch), x, y);
    }

    /**
     * Copies the weights of a batch.
     *
     * @param weights one a sample; empty where all are 1
     * @param u receives them, (size of the batch), where there are any
     */
    public void gatherWeights(float[] weights, int batch, float[] u) {
        if (weights.length > 0) {
            int from = batch * batchSize;
            for (int i = 0; i < size(batch); i++) {
                u[i] = weights[order[from + i]];
            }
        }
    }
}
