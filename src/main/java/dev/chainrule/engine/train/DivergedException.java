package dev.chainrule.engine.train;

/** A loss, an activation or a parameter is no longer finite: the training cannot go on. */
public final class DivergedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int epoch;
    private final int batch;
    private final int layer;

    DivergedException(int epoch, int batch, int layer) {
        super("the training diverged: the first value that is not finite appeared in epoch " + epoch + ", batch "
                + batch + ", layer " + layer + "; a smaller learning rate or scaled inputs may help");
        this.epoch = epoch;
        this.batch = batch;
        this.layer = layer;
    }

    /** Number of the epoch, from 1. */
    public int epoch() {
        return epoch;
    }

    /** Number of the batch within the epoch, from 1. */
    public int batch() {
        return batch;
    }

    /** Index of the layer, from 0. */
    public int layer() {
        return layer;
    }
}
