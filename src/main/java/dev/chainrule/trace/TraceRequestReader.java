package dev.chainrule.trace;

import dev.chainrule.engine.nn.BiasInitializer;
import dev.chainrule.engine.nn.LayerParameters;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.nn.Parameters;
import dev.chainrule.engine.optim.OptimizerSpec;
import dev.chainrule.network.LossJson;
import dev.chainrule.network.LossTargets;
import dev.chainrule.network.NetworkDefinition;
import dev.chainrule.network.NetworkJson;
import dev.chainrule.network.OptimizerJson;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonMatrix;
import dev.chainrule.web.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a trace request, with everything that is wrong with it in one answer. */
final class TraceRequestReader {

    static final int MAX_ROWS = 64;

    /** Beyond, a JSON number that came as a double is not exactly what was written. */
    private static final long MAX_SEED = (1L << 53) - 1;

    private final Faults faults = new Faults();
    private final JsonObject request;

    private TraceRequestReader(JsonNode body) {
        this.request = JsonObject.of(body, "", faults);
    }

    /** Refuses with 422 whatever cannot be traced. */
    static TraceRequest read(JsonNode body, @Nullable String gradientCheck) {
        return new TraceRequestReader(body).read(gradientCheck);
    }

    private TraceRequest read(@Nullable String gradientCheck) {
        boolean check = TraceLimits.readGradientCheck(gradientCheck, faults);
        JsonNode networkNode = request.get("network");
        OptionalLong seed = seed(request);
        Optional<NetworkDefinition> network = Optional.empty();
        if (networkNode == null) {
            request.missing("network");
        } else {
            JsonObject object = JsonObject.of(networkNode, "/network", faults);
            seed = oneOf(seed, seed(object));
            network = readNetwork(object, seed.isPresent());
        }
        boolean batch = request.has("inputs") || request.has("targets");
        JsonMatrix inputs = readRows(batch ? "inputs" : "input", inputs(network, networkNode));
        JsonMatrix targets = readRows(batch ? "targets" : "target", outputs(network, networkNode));
        refuseOtherForm(batch);
        if (inputs != null && targets != null && inputs.rows() != targets.rows()) {
            request.fault(
                    "targets", "must have " + inputs.rows() + " rows, one for each of inputs, had " + targets.rows());
        }
        Optional<Loss> loss = LossJson.read(request, "loss");
        boolean lossIsFaulty = loss.isEmpty() && request.has("loss");
        OptimizerSpec optimizer = OptimizerJson.read(request, "optimizer");
        int steps = request.integer("steps", 1, TraceLimits.MAX_STEPS, 1);
        request.end();

        NetworkSpec spec = network.map(n -> resolve(n.spec(), inputs, targets)).orElse(null);
        Loss lossOrDefault = loss.orElseGet(
                () -> spec == null ? new Loss.MeanSquaredError() : LossJson.defaultFor(spec.lastActivation()));
        if (spec != null) {
            LossJson.check(lossOrDefault, spec, "/loss", faults);
            boolean drawn = network.get().parameters() == null;
            if (drawn && spec.lastBias() == BiasInitializer.TARGET_PRIOR) {
                faults.add(
                        "/network/layers/" + (spec.layers().size() - 1) + "/biasInitializer",
                        "target_prior is learned from training rows, which a trace does not have: give parameters");
            }
            if (spec.isResolved()) {
                NetworkJson.checkSizes(spec, "/network", faults);
                TraceLimits.check(spec, "/network", inputs == null ? 1 : inputs.rows(), steps, check, faults);
            }
        }
        if (targets != null && !lossIsFaulty && (spec != null || loss.isPresent())) {
            for (int row = 0; row < targets.rows(); row++) {
                LossTargets.check(lossOrDefault, targets.row(row), batch ? "/targets/" + row : "/target", faults);
            }
        }
        faults.throwIfAny();
        // without a fault, all of these are there
        if (network.isEmpty() || spec == null || inputs == null || targets == null) {
            throw new IllegalStateException("a fault is missing");
        }
        List<LayerParameters> parameters = network.get().parameters();
        return new TraceRequest(
                spec,
                parameters == null
                        ? Parameters.initial(spec, seed.orElseThrow()).toList()
                        : parameters,
                lossOrDefault,
                optimizer,
                rows(inputs),
                rows(targets),
                batch,
                steps,
                check);
    }

    private static OptionalLong seed(JsonObject object) {
        return object.has("seed")
                ? OptionalLong.of(object.wholeNumber("seed", -MAX_SEED, MAX_SEED, 0))
                : OptionalLong.empty();
    }

    private OptionalLong oneOf(OptionalLong beside, OptionalLong inside) {
        if (beside.isPresent() && inside.isPresent() && !beside.equals(inside)) {
            request.fault("seed", "must be left out, or be that of the network: " + inside.getAsLong());
        }
        return inside.isPresent() ? inside : beside;
    }

    private Optional<NetworkDefinition> readNetwork(JsonObject network, boolean seeded) {
        if (!network.has("parameters") && !seeded) {
            faults.add(network.pointer(), "needs parameters, or a seed that they are drawn by");
        }
        return NetworkJson.read(network);
    }

    /** The number of inputs, -1 where it is not known: also of a network that has some other fault. */
    private static int inputs(Optional<NetworkDefinition> network, @Nullable JsonNode node) {
        return network.map(n -> n.spec().inputs().orElse(-1))
                .orElseGet(() -> node == null ? -1 : positive(node.path("inputs")));
    }

    private static int outputs(Optional<NetworkDefinition> network, @Nullable JsonNode node) {
        if (network.isPresent()) {
            return network.get().spec().outputs().orElse(-1);
        }
        JsonNode layers = node == null ? null : node.get("layers");
        return layers == null ? -1 : positive(layers.path(layers.size() - 1).path("units"));
    }

    private static int positive(JsonNode size) {
        return size.isInt() && size.intValue() > 0 ? size.intValue() : -1;
    }

    private @Nullable JsonMatrix readRows(String name, int columns) {
        JsonNode node = request.get(name);
        if (node == null) {
            request.missing(name);
            return null;
        }
        if (name.endsWith("s")) {
            if (node.isArray() && node.size() > MAX_ROWS) {
                request.fault(name, "must have at most " + MAX_ROWS + " rows, had " + node.size());
                return null;
            }
            return JsonMatrix.read(node, request.pointer(name), columns, faults);
        }
        return JsonMatrix.readRow(node, request.pointer(name), columns, faults);
    }

    private void refuseOtherForm(boolean batch) {
        for (String name : List.of("input", "target")) {
            if (batch && request.has(name)) {
                request.fault(name, "must be left out where inputs and targets are given");
            }
        }
    }

    private static NetworkSpec resolve(NetworkSpec spec, @Nullable JsonMatrix inputs, @Nullable JsonMatrix targets) {
        return spec.isResolved() || inputs == null || targets == null
                ? spec
                : spec.resolve(inputs.columns(), targets.columns());
    }

    private static double[][] rows(JsonMatrix matrix) {
        double[][] rows = new double[matrix.rows()][matrix.columns()];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(matrix.values(), row * matrix.columns(), rows[row], 0, matrix.columns());
        }
        return rows;
    }
}
