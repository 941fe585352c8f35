package dev.chainrule.trace;

import dev.chainrule.engine.nn.LayerParameters;
import dev.chainrule.engine.reference.BackwardPass;
import dev.chainrule.engine.reference.FlatParameters;
import dev.chainrule.engine.reference.ForwardPass;
import dev.chainrule.engine.reference.GradientCheck;
import dev.chainrule.engine.reference.ReferenceNetwork;
import dev.chainrule.engine.reference.ReferenceOptimizer;
import dev.chainrule.engine.reference.RegularizationMath;
import dev.chainrule.web.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Service;

/** Computes traces, in double precision. */
@Service
class TraceService {

    /** Refuses with 422 where a number of the trace is not finite, naming the step and the layer where it first was not. */
    Trace trace(TraceRequest request) {
        ReferenceNetwork network = new ReferenceNetwork(request.network(), request.parameters());
        ReferenceOptimizer optimizer = new ReferenceOptimizer(
                request.optimizer(),
                network.flat().length,
                FlatParameters.decayRanges(
                        network.parameters(), request.optimizer().decay().biases()));
        List<Trace.Step> steps = new ArrayList<>();
        for (int number = 1; number <= request.steps(); number++) {
            TracedStep step = step(number, network, optimizer, request);
            String nonFinite = step.firstNonFinite();
            if (!nonFinite.isEmpty()) {
                throw ProblemException.unprocessable(
                        "/steps", nonFinite + " not finite; smaller numbers, or a smaller learning rate, may help");
            }
            steps.add(new Trace.Step(
                    Trace.forward(step.forward(), request.batch()),
                    new Trace.Rows(step.forward().prediction(), request.batch()),
                    step.loss(),
                    Trace.backward(step.backward(), request.batch()),
                    Trace.update(network.parameters(), step.after().parameters()),
                    Explanation.of(step, request)));
            network = step.after();
        }
        return new Trace(steps, request.gradientCheck() ? check(request) : null);
    }

    private static TracedStep step(
            int number, ReferenceNetwork network, ReferenceOptimizer optimizer, TraceRequest request) {
        ForwardPass forward = network.forwardTraining(request.inputs());
        double loss = network.loss(forward, request.loss(), request.targets());
        BackwardPass backward = network.backward(forward, request.loss(), request.targets());
        double[][] memoryBefore = optimizer.state();
        double[] parameters = network.noteBatch(forward).flat();
        optimizer.step(
                parameters,
                RegularizationMath.gradient(network, backward),
                request.optimizer().learningRate());
        return new TracedStep(
                number, network, forward, loss, backward, memoryBefore, optimizer.state(), network.with(parameters));
    }

    private static Trace.Check check(TraceRequest request) {
        ReferenceNetwork network = new ReferenceNetwork(request.network(), request.parameters());
        GradientCheck check = GradientCheck.of(network, request.loss(), request.inputs(), request.targets());
        List<LayerParameters> numerical = check.numerical();
        if (!Double.isFinite(check.worstRelativeDifference())
                || !Arrays.stream(FlatParameters.flatten(numerical)).allMatch(Double::isFinite)) {
            throw ProblemException.unprocessable(
                    "gradientCheck",
                    "the numerical gradients are not finite numbers; smaller inputs and parameters may help");
        }
        return Trace.Check.of(check.worstRelativeDifference(), numerical);
    }
}
