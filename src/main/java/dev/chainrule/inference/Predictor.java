package dev.chainrule.inference;

import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.Network;
import dev.chainrule.engine.nn.Workspace;
import dev.chainrule.model.TrainedModel;
import java.util.List;

/** Runs prepared rows through a model: the mean over its members. Used by one thread. */
final class Predictor {

    /** Enough rows for the products to run well, few enough for the activations to stay in the cache. */
    private static final int ROWS_AT_ONCE = 256;

    private final Network network;
    private final Loss loss;
    private final List<float[]> members;
    private final Workspace workspace;

    Predictor(TrainedModel model, int rows) {
        this.network = new Network(model.network());
        this.loss = model.loss();
        this.members = model.members();
        this.workspace = Workspace.forPrediction(network, Math.clamp(rows, 1, ROWS_AT_ONCE));
    }

    /**
     * @param x (rows, inputs), prepared
     * @return (rows, outputs), in the network's units
     */
    float[] predict(float[] x, int rows) {
        int inputs = network.inputs();
        int outputs = network.outputs();
        float[] predictions = new float[Math.multiplyExact(rows, outputs)];
        for (int from = 0; from < rows; from += workspace.rows()) {
            int count = Math.min(workspace.rows(), rows - from);
            System.arraycopy(x, from * inputs, workspace.x(), 0, count * inputs);
            for (float[] parameters : members) {
                network.predict(loss, parameters, workspace, count);
                for (int i = 0; i < count * outputs; i++) {
                    predictions[from * outputs + i] += workspace.predictions()[i];
                }
            }
        }
        for (int i = 0; i < predictions.length; i++) {
            predictions[i] /= members.size();
        }
        return predictions;
    }
}
