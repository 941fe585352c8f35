package dev.chainrule.training;

import dev.chainrule.engine.nn.Network;
import dev.chainrule.engine.train.Evaluation;
import dev.chainrule.engine.train.Evaluator;
import dev.chainrule.engine.train.RowSet;
import dev.chainrule.model.ModelMember;
import dev.chainrule.preparation.PreparedSamples;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The members of a plan when all are trained: what they make together, and how good that is.
 *
 * @param members those that the model keeps: an expert of weight 0 has none
 * @param metrics {"train", "validation"}, where rows were held out also {"baseline", "calibration"}, of several members {"folds"}, of
 *     experts {"experts"}
 */
record Ensemble(List<ModelMember> members, ObjectNode metrics) {

    /**
     * @param parameters (P) of each member of the plan
     */
    static Ensemble of(TrainingPlan plan, PlanRows rows, List<float[]> parameters) {
        if (plan.members().size() == 1) {
            MemberPlan member = plan.members().getFirst();
            return new Ensemble(
                    List.of(member.trained(1, parameters.getFirst())), ofOne(plan, rows, parameters.getFirst()));
        }
        OutOfFold together = new OutOfFold(plan, rows, parameters);
        // of a single expert all members count 1
        double[] weights = plan.hasExperts() ? together.weights() : new double[] {1};
        List<ModelMember> members = plan.members().stream()
                .filter(member -> weights[member.expert()] > 0)
                .map(member -> member.trained(weights[member.expert()], parameters.get(member.member())))
                .toList();
        return new Ensemble(members, together.metrics());
    }

    private static ObjectNode ofOne(TrainingPlan plan, PlanRows rows, float[] parameters) {
        MemberPlan member = plan.members().getFirst();
        PreparedSamples samples = rows.samples(member);
        Evaluator evaluator = new Evaluator(
                new Network(plan.expertOf(member).networkSpec(), samples.encoding()),
                member.spec().loss(),
                plan.task(),
                member.target().units(plan.outputs()));
        // measured by sample weights alone, as validation rows are
        RowSet training = new RowSet(
                samples, member.split().training(), member.weighting().validation());
        Evaluation train = evaluator.evaluate(parameters, training);
        Optional<Evaluation> validation =
                rows.validation(samples, member).map(held -> evaluator.evaluate(parameters, held));
        ObjectNode json = JobJson.metrics(train.metrics(), validation);
        if (validation.isPresent()) {
            JobJson.addTo(json, evaluator.metrics());
        }
        return json;
    }
}
