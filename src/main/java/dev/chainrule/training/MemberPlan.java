package dev.chainrule.training;

import dev.chainrule.engine.data.ValidationSplit;
import dev.chainrule.engine.math.RandomStream;
import dev.chainrule.engine.nn.Parameters;
import dev.chainrule.engine.train.RowSet;
import dev.chainrule.engine.train.StopRules;
import dev.chainrule.engine.train.TargetPrior;
import dev.chainrule.engine.train.TrainingSpec;
import dev.chainrule.engine.train.TrainingState;
import dev.chainrule.model.ModelMember;
import dev.chainrule.preparation.TargetEncoding;
import java.util.OptionalDouble;

/**
 * One network that a plan trains.
 *
 * @param member its number, from 0
 * @param fold the part of the rows that it holds out, from 0; 0 where there are no folds
 * @param expert index into the experts of the plan
 * @param preparation index into the preparations of the plan
 * @param target learned from its own training rows
 * @param spec with its own seed and its share of the time
 */
record MemberPlan(
        int member,
        int fold,
        int expert,
        int preparation,
        TargetEncoding target,
        ValidationSplit split,
        SampleWeighting weighting,
        TrainingSpec spec) {

    /** As for the largest seed that a request may have: what every JSON reader keeps. */
    private static final long SEED_BITS = TrainingSettings.LARGEST_SEED;

    /**
     * Where its training begins.
     *
     * @param plan of its expert
     * @param training its training rows
     */
    TrainingState initialState(ExpertPlan plan, RowSet training) {
        return TrainingState.initial(initialParameters(plan, training), spec);
    }

    private Parameters initialParameters(ExpertPlan plan, RowSet training) {
        if (plan.preparing() instanceof Preparing.AsModel(Continuation model)) {
            return model.parameters();
        }
        return plan.network().parameters() == null
                ? TargetPrior.initial(plan.networkSpec(), spec.seed(), training)
                : Parameters.of(plan.networkSpec(), plan.network().parameters());
    }

    /** It as a member of the model, with the parameters (P) that it has. */
    ModelMember trained(double weight, float[] parameters) {
        return new ModelMember(member, expert, preparation, target, weight, parameters);
    }

    /**
     * What a member is trained by: of several, each draws its own random numbers, a pure function of (seed, member), and may take its
     * share of the time.
     *
     * @param members how many there are
     */
    static TrainingSpec specOf(int member, int members, TrainingSpec common) {
        StopRules stop = common.stop();
        OptionalDouble seconds = stop.maxSeconds().isPresent()
                ? OptionalDouble.of(stop.maxSeconds().getAsDouble() / members)
                : stop.maxSeconds();
        return new TrainingSpec(
                common.epochs(),
                common.batchSize(),
                common.shuffle(),
                seedOf(common.seed(), member),
                common.loss(),
                common.optimizer(),
                common.schedule(),
                common.clipping(),
                new StopRules(stop.targetLoss(), stop.patience(), stop.minDelta(), stop.restoreBest(), seconds));
    }

    private static long seedOf(long seed, int member) {
        return member == 0 ? seed : new RandomStream(seed, RandomStream.Purpose.MEMBER, member).nextLong() & SEED_BITS;
    }
}
