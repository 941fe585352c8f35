package dev.chainrule.training;

import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.nn.Parameters;
import dev.chainrule.engine.train.Task;

/**
 * Roughly what a plan takes in memory. Of each member that is trained at the same time: parameters, the best ones, gradient and optimizer
 * state; weighted sums, activations and deltas of a batch, and of the evaluation; the predictions that metrics are computed from, as scores
 * or as pairs of double values. The dataset once for each preparation that is in use. Of several members also what each has left, and what
 * they say together of each row.
 */
record MemoryEstimate(TrainingPlan plan) {

    long bytes() {
        long largest = 0;
        for (ExpertPlan expert : plan.experts()) {
            largest = Math.max(largest, training(expert));
        }
        int members = plan.members().size();
        int atOnce = Math.min(members, Runtime.getRuntime().availableProcessors());
        long rows = plan.dataset().schema().rows();
        long held = 0;
        int preparations = Math.min(plan.preparations().size(), atOnce);
        for (int i = 0; i < preparations; i++) {
            held += rows * (plan.preparations().get(i).inputs().size() + plan.outputs());
        }
        // of each expert two answers to all rows, while two sums of double length are made, blended and measured
        long answers = 2L * plan.experts().size() + 6;
        long together = members == 1 ? 0 : plan.parameterCount() + answers * rows * plan.outputs();
        return Float.BYTES * (largest * atOnce + held + together);
    }

    private long training(ExpertPlan expert) {
        NetworkSpec network = expert.networkSpec();
        int outputs = plan.outputs();
        int rows = plan.members().getFirst().split().training().length;
        long arrays = 2L
                + expert.spec().optimizer().stateArrays()
                + (expert.spec().stop().restoreBest() ? 1 : 0);
        long units = network.inputs().orElseThrow();
        for (int i = 0; i < network.layers().size(); i++) {
            units += 3L * network.outputsOf(i).orElseThrow();
        }
        long batch = Math.min(expert.spec().batchSize(), rows) * units;
        long measured = (long) rows * outputs * (plan.task() == Task.REGRESSION ? 4 : 1);
        return Parameters.count(network) * arrays + batch + measured;
    }
}
