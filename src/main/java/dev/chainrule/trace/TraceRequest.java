package dev.chainrule.trace;

import dev.chainrule.engine.nn.LayerParameters;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.optim.OptimizerSpec;
import java.util.List;

/**
 * What is to be traced, checked.
 *
 * @param network resolved
 * @param inputs (B, inputs)
 * @param targets (B, outputs)
 * @param batch whether a batch was asked for, if only of one row
 */
record TraceRequest(
        NetworkSpec network,
        List<LayerParameters> parameters,
        Loss loss,
        OptimizerSpec optimizer,
        double[][] inputs,
        double[][] targets,
        boolean batch,
        int steps,
        boolean gradientCheck) {

    TraceRequest {
        parameters = List.copyOf(parameters);
    }
}
