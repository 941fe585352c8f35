package dev.chainrule.network;

import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.LayerParameters;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.nn.Parameters;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonObject;
import dev.chainrule.web.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of a network: {@code {"name", "inputs", "layers", "parameters"}}. */
public final class NetworkJson {

    /** Most inputs or units of a layer. */
    public static final int MAX_WIDTH = 1_000_000;

    public static final int MAX_LAYERS = 1_000;

    public static final long MAX_PARAMETERS = 200_000_000;

    static final String SINGLE_SOFTMAX = "softmax over a single unit is always 1; use sigmoid";

    private NetworkJson() {}

    /**
     * Reads a network, adding everything that is wrong with it to the object's faults. What the service itself adds to a network
     * that it shows may come back: {@code id} and {@code createdAt} mean nothing then, sizes have to be right.
     *
     * <p>The last thing to be read of {@code object}: properties that nobody has asked for by then are unknown ones.
     *
     * @return empty where there was any fault
     */
    public static Optional<NetworkDefinition> read(JsonObject object) {
        int before = object.faults().count();
        Optional<String> name = Names.read(object, "name");
        int beforeLayers = object.faults().count();
        OptionalInt inputs = object.integer("inputs", 1, MAX_WIDTH);
        List<JsonObject> layers = layers(object);
        List<LayerSpec> specs = readLayers(layers);
        object.get("parameters");
        object.text("id");
        object.wholeNumber("parameterCount", 0, MAX_PARAMETERS, 0);
        object.text("createdAt");
        object.end();
        if (specs.isEmpty() || object.faults().count() > beforeLayers) {
            return Optional.empty();
        }
        NetworkSpec spec = new NetworkSpec(inputs, specs);
        checkSizes(spec, object.pointer(), object.faults());
        if (object.faults().count() > beforeLayers) {
            return Optional.empty();
        }
        Optional<List<LayerParameters>> parameters =
                object.has("parameters") ? ParametersJson.read(object, "parameters", spec) : Optional.empty();
        if (parameters.isPresent()) {
            spec = resolve(spec, parameters.get());
            checkSizes(spec, object.pointer(), object.faults());
        }
        checkClaims(object, layers, spec);
        return object.faults().count() > before
                ? Optional.empty()
                : Optional.of(new NetworkDefinition(name.orElse(null), spec, parameters.orElse(null)));
    }

    private static List<JsonObject> layers(JsonObject object) {
        JsonNode array = object.array("layers");
        if (array != null && array.size() > MAX_LAYERS) {
            object.fault("layers", "must be at most " + MAX_LAYERS + " layers, were " + array.size());
            return List.of();
        }
        if (array != null && array.isEmpty()) {
            object.fault("layers", "must have at least one layer");
        } else if (!object.has("layers")) {
            object.missing("layers");
        }
        return array == null ? List.of() : object.objects("layers");
    }

    private static List<LayerSpec> readLayers(List<JsonObject> layers) {
        List<LayerSpec> specs = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            LayerJson.read(layers.get(i), i == layers.size() - 1).ifPresent(specs::add);
        }
        return specs;
    }

    /** What the spec leaves open follows from the shapes of the parameters. */
    private static NetworkSpec resolve(NetworkSpec spec, List<LayerParameters> parameters) {
        // the last layer is dense
        LayerParameters.Dense last = (LayerParameters.Dense) parameters.getLast();
        int inputs = spec.inputs().orElseGet(() -> ParametersJson.inputs(parameters));
        return spec.resolve(inputs, last.weights()[0].length);
    }

    /**
     * Checks what may have been open when a network was read and is known now: the limits, and that a softmax has several units.
     *
     * @param pointer of the network
     */
    public static void checkSizes(NetworkSpec spec, String pointer, Faults faults) {
        long count = parametersKnown(spec);
        if (spec.inputs().orElse(0) > MAX_WIDTH || spec.outputs().orElse(0) > MAX_WIDTH) {
            faults.add(pointer, "must have at most " + MAX_WIDTH + " inputs and outputs");
        } else if (count > MAX_PARAMETERS) {
            faults.add(
                    pointer + "/layers", "must have at most " + MAX_PARAMETERS + " parameters together, have " + count);
        }
        if (spec.lastActivation() instanceof Activation.Softmax
                && spec.outputs().orElse(0) == 1) {
            faults.add(pointer + "/layers/" + (spec.layers().size() - 1) + "/activation", SINGLE_SOFTMAX);
        }
    }

    /** The number of parameters of those layers whose inputs and units are known. */
    private static long parametersKnown(NetworkSpec spec) {
        long count = 0;
        for (int i = 0; i < spec.layers().size(); i++) {
            if (spec.inputsOf(i).isPresent() && spec.outputsOf(i).isPresent()) {
                count += Parameters.count(spec.layers().get(i), spec.inputsOf(i).getAsInt());
            }
        }
        return count;
    }

    /** Checks the sizes that a shown network has beside its definition, where a client sends them back. */
    private static void checkClaims(JsonObject object, List<JsonObject> layers, NetworkSpec spec) {
        for (int i = 0; i < layers.size(); i++) {
            checkClaim(layers.get(i), "inputs", spec.inputsOf(i));
            checkClaim(layers.get(i), "outputs", spec.outputsOf(i));
        }
        if (object.has("parameterCount")) {
            long claimed = object.wholeNumber("parameterCount", 0, MAX_PARAMETERS, 0);
            OptionalLong count = parameterCount(spec);
            if (count.isEmpty() || count.getAsLong() != claimed) {
                object.fault("parameterCount", contradiction(count, claimed));
            }
        }
    }

    private static void checkClaim(JsonObject layer, String name, OptionalInt known) {
        OptionalInt claimed = layer.integer(name, 1, MAX_WIDTH);
        if (claimed.isPresent() && !claimed.equals(known)) {
            OptionalLong size = known.isPresent() ? OptionalLong.of(known.getAsInt()) : OptionalLong.empty();
            layer.fault(name, contradiction(size, claimed.getAsInt()));
        }
    }

    private static String contradiction(OptionalLong known, long claimed) {
        String what = known.isPresent()
                ? "must be " + known.getAsLong() + " as the network is defined"
                : "must be left out while the network's inputs or the last layer's units are";
        return what + ", was " + claimed;
    }

    /** The number of parameters of the network, where its sizes are known. */
    public static OptionalLong parameterCount(NetworkSpec spec) {
        return spec.isResolved() ? OptionalLong.of(Parameters.count(spec)) : OptionalLong.empty();
    }

    /** A network as it can be read again, with every default filled in. */
    public static ObjectNode write(NetworkDefinition network) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (network.name() != null) {
            json.put("name", network.name());
        }
        NetworkSpec spec = network.spec();
        spec.inputs().ifPresent(inputs -> json.put("inputs", inputs));
        ArrayNode layers = json.putArray("layers");
        spec.layers().forEach(layer -> layers.add(LayerJson.write(layer)));
        if (network.parameters() != null) {
            json.set("parameters", ParametersJson.write(network.parameters()));
        }
        return json;
    }

    /** The same, each layer with its {@code inputs} and {@code outputs} where they are known. */
    public static ObjectNode describe(NetworkDefinition network) {
        ObjectNode json = write(network);
        NetworkSpec spec = network.spec();
        for (int i = 0; i < spec.layers().size(); i++) {
            ObjectNode layer = (ObjectNode) json.path("layers").get(i);
            spec.inputsOf(i).ifPresent(inputs -> layer.put("inputs", inputs));
            spec.outputsOf(i).ifPresent(outputs -> layer.put("outputs", outputs));
        }
        return json;
    }
}
