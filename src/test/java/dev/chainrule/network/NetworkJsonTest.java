package dev.chainrule.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.Initializer;
import dev.chainrule.engine.nn.LayerParameters;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.nn.Parameters;
import dev.chainrule.support.Api;
import dev.chainrule.web.Fault;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class NetworkJsonTest {

    private static final NetworkSpec SPEC = new NetworkSpec(
            2,
            List.of(
                    new LayerSpec.Dense(
                            OptionalInt.of(3), new Activation.Tanh(), true, Initializer.Scaled.HE_NORMAL, 0, 0.25),
                    new LayerSpec.Dense(
                            OptionalInt.of(2), new Activation.Softmax(), false, Initializer.GLOROT_UNIFORM)));

    private static NetworkDefinition read(String json) {
        Faults faults = new Faults();
        Optional<NetworkDefinition> network = NetworkJson.read(JsonObject.of(Api.json(json), "", faults));
        assertThat(faults.list()).isEmpty();
        return network.orElseThrow();
    }

    private static List<LayerParameters> parametersOf(NetworkDefinition network) {
        return Objects.requireNonNull(network.parameters());
    }

    @Test
    void defaultsAreFilledIn() {
        NetworkDefinition network = read("{'layers': [{'type': 'dense'}]}".replace('\'', '"'));
        assertThat(network.spec().layers())
                .containsExactly(new LayerSpec.Dense(
                        OptionalInt.empty(), new Activation.Linear(), true, Initializer.GLOROT_UNIFORM));
        assertThat(NetworkJson.write(network).toString()).isEqualTo("""
                {"layers":[{"type":"dense","activation":"linear","bias":true,"initializer":"glorot_uniform","l1":0.0,"l2":0.0}]}""");
    }

    @Test
    void whatIsWrittenReadsBackTheSame() {
        NetworkDefinition network = new NetworkDefinition("a.b-c_1", SPEC, null);
        assertThat(NetworkJson.write(network).toString()).isEqualTo("""
                {"name":"a.b-c_1","inputs":2,"layers":[\
                {"type":"dense","units":3,"activation":"tanh","bias":true,"initializer":"he_normal","l1":0.0,"l2":0.25},\
                {"type":"dense","units":2,"activation":"softmax","bias":false,"initializer":"glorot_uniform","l1":0.0,"l2":0.0}]}""");
        assertThat(read(NetworkJson.write(network).toString())).isEqualTo(network);
    }

    static Stream<Initializer> initializers() {
        Stream<Initializer> scaled = Arrays.stream(Initializer.Scaled.values());
        return Stream.concat(
                scaled,
                Stream.of(
                        new Initializer.Uniform(0.5),
                        new Initializer.Normal(0.25),
                        new Initializer.Zeros(),
                        new Initializer.Constant(-2)));
    }

    @ParameterizedTest
    @MethodSource("initializers")
    void everyInitializerReadsBack(Initializer initializer) {
        LayerSpec layer = new LayerSpec.Dense(OptionalInt.of(1), new Activation.Relu(), true, initializer);
        NetworkDefinition network = new NetworkDefinition(null, new NetworkSpec(1, List.of(layer)), null);
        assertThat(read(NetworkJson.write(network).toString())).isEqualTo(network);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "linear",
                "relu",
                "tanh",
                "sigmoid",
                "softmax",
                "selu",
                "gelu",
                "silu",
                "mish",
                "softplus",
                "softsign",
                "hard_sigmoid"
            })
    void everyActivationReadsBackFromAStringAndFromAnObject(String name) {
        String network = """
                {"layers": [{"type": "dense", "activation": %s, "initializer": {"type": "he_uniform"}}]}""";
        NetworkDefinition plain = read(network.formatted('"' + name + '"'));
        assertThat(read(network.formatted("{\"type\": \"" + name + "\"}"))).isEqualTo(plain);
        assertThat(NetworkJson.write(plain).at("/layers/0/activation").stringValue())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            activation  | "leaky_relu"                                | {"type":"leaky_relu","negativeSlope":0.01}
            activation  | {"type":"leaky_relu","negativeSlope":0.25}  | {"type":"leaky_relu","negativeSlope":0.25}
            activation  | {"type":"elu"}                              | {"type":"elu","alpha":1.0}
            activation  | {"type":"elu","alpha":0.5}                  | {"type":"elu","alpha":0.5}
            initializer | "uniform"                                   | {"type":"uniform","limit":0.05}
            initializer | "normal"                                    | {"type":"normal","standardDeviation":0.05}
            initializer | "zeros"                                     | "zeros"
            initializer | "constant"                                  | {"type":"constant","value":0.0}
            """)
    void whatHasSettingsIsWrittenWithThem(String property, String given, String written) {
        NetworkDefinition network = read("{\"layers\": [{\"type\": \"dense\", \"" + property + "\": " + given + "}]}");
        JsonNode json = NetworkJson.write(network);
        assertThat(json.at("/layers/0/" + property).toString()).isEqualTo(written);
        assertThat(read(json.toString())).isEqualTo(network);
    }

    @Test
    void parametersReadBackBitForBit() {
        List<LayerParameters> initial = Parameters.initial(SPEC, 7).toList();
        NetworkDefinition back = read(
                NetworkJson.write(new NetworkDefinition(null, SPEC, initial)).toString());
        assertThat(back.spec()).isEqualTo(SPEC);
        assertThat(Parameters.of(SPEC, parametersOf(back)).values())
                .containsExactly(Parameters.of(SPEC, initial).values());
    }

    @Test
    void parametersArePrintedAsTheFloatsThatTheyAre() {
        List<LayerParameters> parameters = List.of(new LayerParameters.Dense(
                new double[][] {{0.1f, -2}, {1e-7f, 0.30000001192092896}}, new double[0]));
        assertThat(ParametersJson.write(parameters).toString()).isEqualTo("[{\"weights\":[[0.1,-2.0],[1.0E-7,0.3]]}]");
    }

    @Test
    void parametersSayWhatTheDefinitionLeavesOpen() {
        NetworkDefinition network = read("""
                {"layers": [{"type": "dense", "units": 1}, {"type": "dense"}],
                 "parameters": [{"weights": [[1], [2], [3]], "bias": [0]}, {"weights": [[1, 2]], "bias": [0, 0.5]}]}""");
        assertThat(network.spec().inputs()).hasValue(3);
        assertThat(network.spec().outputs()).hasValue(2);
        assertThat(NetworkJson.parameterCount(network.spec())).hasValue(8);
        assertThat(parametersOf(network).getLast())
                .isInstanceOfSatisfying(
                        LayerParameters.Dense.class, d -> assertThat(d.bias()).containsExactly(0, 0.5));
    }

    private static final String EVERY_LAYER = """
            {"layers":[{"type":"dropout","rate":0.2},{"type":"batch_normalization","activation":"relu"},\
            {"type":"dropout","rate":0},{"type":"layer_normalization"},{"type":"dense"}]""";

    @Test
    void everyLayerReadsBackWithItsDefaults() {
        NetworkDefinition network = read(EVERY_LAYER + "}");
        assertThat(network.spec().layers().subList(0, 4))
                .containsExactly(
                        new LayerSpec.Dropout(0.2),
                        new LayerSpec.BatchNormalization(new Activation.Relu(), 1e-5, 0.1),
                        new LayerSpec.Dropout(0),
                        new LayerSpec.LayerNormalization(new Activation.Linear(), 1e-5));
        assertThat(NetworkJson.write(network).toString()).contains("""
                {"type":"dropout","rate":0.2},\
                {"type":"batch_normalization","activation":"relu","epsilon":1.0E-5,"momentum":0.1},\
                {"type":"dropout","rate":0.0},{"type":"layer_normalization","activation":"linear","epsilon":1.0E-5}""");
        NetworkDefinition resolved = new NetworkDefinition(null, network.spec().resolve(3, 2), null);
        assertThat(read(NetworkJson.describe(resolved).put("parameterCount", 26).toString()))
                .isEqualTo(resolved);
    }

    @Test
    void layersWithoutParametersHaveNoEntry() {
        String parameters = """
                [{"scale":[1.0,2.0],"shift":[0.0,0.5],"mean":[3.0,4.0],"variance":[5.0,0.0]},\
                {"scale":[6.0,7.0],"shift":[8.0,9.0]},{"weights":[[1.0],[2.0]],"bias":[3.0]}]""";
        NetworkDefinition network = read(EVERY_LAYER + ",\"parameters\":" + parameters + "}");
        assertThat(network.spec().inputs()).hasValue(2);
        assertThat(network.spec().outputs()).hasValue(1);
        assertThat(parametersOf(network)).hasSize(5);
        float[] values = Parameters.of(network.spec(), parametersOf(network)).values();
        assertThat(values).containsExactly(1, 2, 0, 0.5f, 3, 4, 5, 0, 6, 7, 8, 9, 1, 2, 3);
        assertThat(ParametersJson.write(Parameters.over(network.spec(), values).toList())
                        .toString())
                .isEqualTo(parameters);
    }

    @Test
    void aDescribedNetworkCanBeSentBack() {
        NetworkDefinition network = new NetworkDefinition("n", SPEC, null);
        String described = NetworkJson.describe(network)
                .put("id", "01931f6e-7d1c-7a55-8c7e-0f2d5a1b3c4d")
                .put("parameterCount", 15)
                .put("createdAt", "2026-11-01T10:00:00Z")
                .toString();
        assertThat(described).contains("\"inputs\":2,\"outputs\":3", "\"inputs\":3,\"outputs\":2");
        assertThat(read(described)).isEqualTo(network);
    }

    @Test
    void ofAnOpenNetworkOnlyWhatIsKnownIsDescribed() {
        String described = NetworkJson.describe(read("""
                {"layers": [{"type": "dense", "units": 5}, {"type": "dense"}]}""")).toString();
        assertThat(described).contains("\"l2\":0.0,\"outputs\":5}", "\"inputs\":5}");
    }

    @Test
    void whatTheCallerHasAskedForIsNoUnknownProperty() {
        Faults faults = new Faults();
        JsonObject object = JsonObject.of(
                Api.json("{\"seed\": 3, \"inputs\": 1, \"layers\": [{\"type\": \"dense\"}]}"), "/network", faults);
        assertThat(object.integer("seed", 0, 9)).hasValue(3);
        assertThat(NetworkJson.read(object)).isPresent();
        assertThat(faults.list()).isEmpty();
    }

    @Test
    void sizesAreCheckedOnceTheyAreKnown() {
        NetworkSpec open = read("{\"layers\": [{\"type\": \"dense\", \"activation\": \"softmax\"}]}")
                .spec();
        assertThat(faultsOf(open.resolve(4, 3))).isEmpty();
        assertThat(faultsOf(open.resolve(4, 1)))
                .containsExactly(new Fault(
                        "/network/layers/0/activation", "softmax over a single unit is always 1; use sigmoid"));
        assertThat(faultsOf(open.resolve(1_000_000, 200)))
                .containsExactly(new Fault(
                        "/network/layers", "must have at most 200000000 parameters together, have 200000200"));
    }

    private static List<Fault> faultsOf(NetworkSpec spec) {
        Faults faults = new Faults();
        NetworkJson.checkSizes(spec, "/network", faults);
        return faults.list();
    }
}
