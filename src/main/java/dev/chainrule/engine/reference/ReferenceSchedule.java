package dev.chainrule.engine.reference;

import dev.chainrule.engine.optim.ScheduleSpec;

/** The factor on the learning rate, epoch by epoch. */
final class ReferenceSchedule {

    private final ScheduleSpec spec;
    private final int epochs;
    private double lowest = Double.POSITIVE_INFINITY;
    private int waited;
    private double plateauFactor = 1;

    ReferenceSchedule(ScheduleSpec spec, int epochs) {
        this.spec = spec;
        this.epochs = epochs;
    }

    /** Of epoch e, from 0, after those before it have been told to {@link #epochEnded}. */
    double factor(int e) {
        int r = spec.warmupEpochs();
        double warmup = e < r ? (e + 1.0) / r : 1;
        return warmup
                * switch (spec) {
                    case ScheduleSpec.Constant _ -> 1;
                    case ScheduleSpec.Step step -> StrictMath.pow(step.factor(), Math.floorDiv(e, step.everyEpochs()));
                    case ScheduleSpec.Exponential exponential -> StrictMath.pow(exponential.factor(), e);
                    case ScheduleSpec.InverseTime inverse -> 1 / (1 + inverse.decay() * e);
                    case ScheduleSpec.Cosine cosine ->
                        cosine.minFactor() + (1 - cosine.minFactor()) * (1 + StrictMath.cos(Math.PI * e / epochs)) / 2;
                    case ScheduleSpec.ReduceOnPlateau _ -> plateauFactor;
                };
    }

    void epochEnded(double loss) {
        if (spec instanceof ScheduleSpec.ReduceOnPlateau plateau) {
            waited++;
            if (lowest - loss > plateau.minDelta()) {
                lowest = loss;
                waited = 0;
            }
            if (waited == plateau.patience()) {
                plateauFactor *= plateau.factor();
                waited = 0;
            }
        }
    }
}
