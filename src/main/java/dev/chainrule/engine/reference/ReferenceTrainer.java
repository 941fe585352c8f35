package dev.chainrule.engine.reference;

import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.optim.ClippingSpec;
import dev.chainrule.engine.optim.OptimizerSpec;
import dev.chainrule.engine.optim.ScheduleSpec;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Mini-batch training by backpropagation, without dropout. The last batch of an epoch may be smaller; its gradient is the mean over its own rows.
 *
 * @param batchSize rows a batch, at least 1
 * @param order the order of the rows in an epoch, given the epoch's number from 0: a permutation of 0..rows-1
 */
public record ReferenceTrainer(
        Loss loss,
        OptimizerSpec optimizer,
        ScheduleSpec schedule,
        ClippingSpec clipping,
        int batchSize,
        IntFunction<int[]> order) {

    public ReferenceTrainer {
        if (batchSize < 1) {
            throw new IllegalArgumentException("batchSize must be at least 1, was " + batchSize);
        }
    }

    public ReferenceTrainer(Loss loss, OptimizerSpec optimizer, int batchSize, IntFunction<int[]> order) {
        this(loss, optimizer, ScheduleSpec.none(), new ClippingSpec.None(), batchSize, order);
    }

    /** The same with a schedule and clipping. */
    public ReferenceTrainer with(ScheduleSpec otherSchedule, ClippingSpec otherClipping) {
        return new ReferenceTrainer(loss, optimizer, otherSchedule, otherClipping, batchSize, order);
    }

    /**
     * @param trainLoss (epochs) mean over the rows, by their weights, of the loss as they were forwarded, before the update of their batch
     * @param learningRate (epochs)
     * @param network with the parameters after the last update
     */
    public record Result(double[] trainLoss, double[] learningRate, ReferenceNetwork network) {}

    /** Batches in row order, the same in every epoch, for {@code rows} rows. */
    public static ReferenceTrainer inRowOrder(Loss loss, OptimizerSpec optimizer, int batchSize, int rows) {
        return new ReferenceTrainer(
                loss, optimizer, batchSize, epoch -> IntStream.range(0, rows).toArray());
    }

    /** Trains for {@code epochs} epochs from the parameters of {@code network}, which stays as it is; x (N,inputs), y (N,outputs). */
    public Result fit(ReferenceNetwork network, double[][] x, double[][] y, int epochs) {
        double[] ones = new double[y.length];
        Arrays.fill(ones, 1);
        return fit(network, x, y, ones, epochs);
    }

    /** The same with weights {@code u (N)} of the rows; a batch whose weights sum to 0 makes no update. */
    public Result fit(ReferenceNetwork network, double[][] x, double[][] y, double[] u, int epochs) {
        ReferenceNetwork current = network;
        ReferenceOptimizer updates = new ReferenceOptimizer(
                optimizer,
                network.flat().length,
                FlatParameters.decayRanges(
                        network.parameters(), optimizer.decay().biases()));
        ReferenceSchedule rates = new ReferenceSchedule(schedule, epochs);
        double[] trainLoss = new double[epochs];
        double[] learningRate = new double[epochs];
        for (int epoch = 0; epoch < epochs; epoch++) {
            int[] rows = order.apply(epoch);
            learningRate[epoch] = optimizer.learningRate() * rates.factor(epoch);
            double sum = 0;
            double total = 0;
            for (int from = 0; from < rows.length; from += batchSize) {
                int[] batch = Arrays.copyOfRange(rows, from, Math.min(from + batchSize, rows.length));
                double[][] batchX = gather(x, batch);
                double[][] batchY = gather(y, batch);
                double[] batchU =
                        Arrays.stream(batch).mapToDouble(row -> u[row]).toArray();
                double weight = Arrays.stream(batchU).sum();
                if (weight == 0) {
                    continue;
                }
                total += weight;

                ForwardPass pass = current.forwardTraining(batchX);
                sum += current.loss(pass, loss, batchY, batchU) * weight;
                BackwardPass back = current.backward(pass, loss, batchY, batchU);
                double[] g = ClippingMath.clip(clipping, RegularizationMath.gradient(current, back));
                double[] w = current.noteBatch(pass).flat();
                updates.step(w, g, learningRate[epoch]);
                current = current.with(w);
            }
            trainLoss[epoch] = sum / total;
            rates.epochEnded(trainLoss[epoch]);
        }
        return new Result(trainLoss, learningRate, current);
    }

    private static double[][] gather(double[][] values, int[] rows) {
        return Arrays.stream(rows).mapToObj(row -> values[row]).toArray(double[][]::new);
    }
}
