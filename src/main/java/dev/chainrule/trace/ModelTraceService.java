package dev.chainrule.trace;

import dev.chainrule.engine.nn.LayerParameters;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.nn.Parameters;
import dev.chainrule.engine.optim.OptimizerSpec;
import dev.chainrule.engine.reference.ReferenceNetwork;
import dev.chainrule.model.Expert;
import dev.chainrule.model.ModelMember;
import dev.chainrule.model.ModelService;
import dev.chainrule.model.TrainedModel;
import dev.chainrule.network.LossTargets;
import dev.chainrule.network.OptimizerJson;
import dev.chainrule.preparation.EncodedInstances;
import dev.chainrule.preparation.InstanceEncoder;
import dev.chainrule.preparation.Preprocessor;
import dev.chainrule.preparation.TargetEncoding;
import dev.chainrule.preparation.TargetReader;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonObject;
import dev.chainrule.web.Numbers;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** Traces trained models on a raw instance. */
@Service
class ModelTraceService {

    private static final String INSTANCE = "instance";
    private static final String TARGET = "target";

    private final ModelService models;
    private final TraceService traces;

    ModelTraceService(ModelService models, TraceService traces) {
        this.models = models;
        this.traces = traces;
    }

    /** Traces {@code {"instance": ..., "target": ..., "optimizer": ..., "steps": 1}}; refuses with 422 whatever cannot be traced. */
    ModelTrace trace(String name, @Nullable String version, int member, JsonNode body, @Nullable String gradientCheck) {
        TrainedModel model = models.load(name, version);
        ModelMember traced = model.member(member);
        TraceRequest request = read(model, traced, body, gradientCheck);
        Trace trace = traces.trace(request);
        return new ModelTrace(
                model.name(),
                model.version(),
                member,
                model.preparations().get(traced.preparation()).featureNames(),
                request.targets()[0],
                trace.steps(),
                trace.gradientCheck());
    }

    private static TraceRequest read(
            TrainedModel model, ModelMember member, JsonNode body, @Nullable String gradientCheck) {
        Faults faults = new Faults();
        JsonObject request = JsonObject.of(body, "", faults);
        boolean check = TraceLimits.readGradientCheck(gradientCheck, faults);
        Expert expert = model.experts().get(member.expert());
        double[] input = readInstance(model.preparations().get(member.preparation()), request);
        double[] target = readTarget(member.target(), expert, request);
        OptimizerSpec optimizer = OptimizerJson.read(request, "optimizer");
        int steps = request.integer("steps", 1, TraceLimits.MAX_STEPS, 1);
        request.end();
        TraceLimits.check(expert.network(), "", 1, steps, check, faults);
        faults.throwIfAny();
        return new TraceRequest(
                expert.network(),
                parameters(expert.network(), member.parameters()),
                expert.loss(),
                optimizer,
                new double[][] {input},
                new double[][] {target},
                false,
                steps,
                check);
    }

    private static double[] readInstance(Preprocessor preparation, JsonObject request) {
        JsonNode instance = request.get(INSTANCE);
        if (instance == null) {
            request.missing(INSTANCE);
            return new double[0];
        }
        EncodedInstances encoded =
                new InstanceEncoder(preparation).readOne(instance, request.pointer(INSTANCE), request.faults());
        return encoded == null ? new double[0] : widen(encoded.x(0));
    }

    private static double[] readTarget(TargetEncoding encoding, Expert expert, JsonObject request) {
        JsonNode target = request.get(TARGET);
        if (target == null) {
            request.missing(TARGET);
            return new double[0];
        }
        int outputs = expert.network().outputs().orElseThrow();
        double[] prepared = new TargetReader(encoding, outputs, request.faults())
                .read(target, request.pointer(TARGET))
                .orElse(null);
        if (prepared == null) {
            return new double[0];
        }
        LossTargets.check(expert.loss(), prepared, request.pointer(TARGET), request.faults());
        return prepared;
    }

    /** The stored float32 numbers as the API shows them, so that whoever traces a network with these parameters gets the same trace. */
    private static List<LayerParameters> parameters(NetworkSpec network, float[] parameters) {
        ReferenceNetwork exact = new ReferenceNetwork(
                network, Parameters.over(network, parameters).toList());
        double[] shown = exact.flat();
        Arrays.setAll(shown, i -> Numbers.widen((float) shown[i]));
        return exact.with(shown).parameters();
    }

    private static double[] widen(float[] values) {
        double[] wide = new double[values.length];
        Arrays.setAll(wide, i -> Numbers.widen(values[i]));
        return wide;
    }
}
