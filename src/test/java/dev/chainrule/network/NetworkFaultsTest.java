package dev.chainrule.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.support.Api;
import dev.chainrule.web.Fault;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about definitions that cannot be used. */
class NetworkFaultsTest {

    private static List<Fault> faultsOf(String json) {
        Faults faults = new Faults();
        assertThat(NetworkJson.read(JsonObject.of(Api.json(json), "", faults))).isEmpty();
        return faults.list();
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        List<Fault> faults = faultsOf("""
                {"name": "-", "inputs": 0, "layer": [],
                 "layers": [{"type": "dense", "units": -1, "activation": "rellu", "unit": 3},
                            {"type": "cake", "filling": "cream"}, {"units": 1}, 7]}""");
        assertThat(faults)
                .extracting(Fault::pointer)
                .containsExactlyInAnyOrder(
                        "/name",
                        "/inputs",
                        "/layer",
                        "/layers/0/units",
                        "/layers/0/activation",
                        "/layers/0/unit",
                        "/layers/1/type",
                        "/layers/2/type",
                        "/layers/3");
    }

    /** Each definition has the one fault that stands beside it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                            | /layers | is missing
            {"layers": []}                                                | /layers | must have at least one layer
            {"layers": {}}                                                | /layers | must be an array, was an object
            {"layers": [3]}                                               | /layers/0 | must be an object, was 3
            {"layers": [{"units": 3}]}                                    | /layers/0/type | is missing
            {"layers": [{"type": "cake"}]}                                | /layers/0/type | "cake" is not known; allowed are dense, dropout, layer_normalization, batch_normalization
            {"layers": [{"type": "dropout", "rate": 0.2}]}                | /layers/0/type | the last layer must be dense: it gives the predictions
            {"layers": [{"type": "batch_normalization"}]}                 | /layers/0/type | the last layer must be dense: it gives the predictions
            {"layers": [{"type": "dropout"}, {"type": "dense"}]}          | /layers/0/rate | is missing
            {"layers": [{"type": "dropout", "rate": 1}, {"type": "dense"}]} | /layers/0/rate | must be at least 0 and below 1, was 1
            {"layers": [{"type": "dropout", "rate": 0.5, "units": 2}, {"type": "dense"}]} | /layers/0/units | unknown property; allowed here are type, rate, inputs, outputs
            {"layers": [{"type": "layer_normalization", "epsilon": 0}, {"type": "dense"}]} | /layers/0/epsilon | must be greater than 0, was 0
            {"layers": [{"type": "layer_normalization", "activation": "softmax"}, {"type": "dense"}]} | /layers/0/activation | softmax is for the last layer only
            {"layers": [{"type": "layer_normalization", "momentum": 0.1}, {"type": "dense"}]} | /layers/0/momentum | unknown property; allowed here are type, activation, epsilon, inputs, outputs
            {"layers": [{"type": "batch_normalization", "momentum": 1.5}, {"type": "dense"}]} | /layers/0/momentum | must be at least 0 and at most 1, was 1.5
            {"inputs": 4, "layers": [{"type": "dropout", "rate": 0, "outputs": 3}, {"type": "dense"}]} | /layers/0/outputs | must be 4 as the network is defined, was 3
            {"layers": [{"type": "dense", "units": 0}]}                   | /layers/0/units | must be at least 1, was 0
            {"layers": [{"type": "dense", "units": 1.5}]}                 | /layers/0/units | must be a whole number, was 1.5
            {"layers": [{"type": "dense", "units": 1000001}]}             | /layers/0/units | must be at most 1000000, was 1000001
            {"layers": [{"type": "dense"}, {"type": "dense"}]}            | /layers/0/units | is missing; only the last layer may leave it to the dataset
            {"layers": [{"type": "dense", "activation": "rellu"}]}        | /layers/0/activation | "rellu" is not known; allowed are linear, relu, tanh, sigmoid, softmax, selu, gelu, silu, mish, softplus, softsign, hard_sigmoid, leaky_relu, elu
            {"layers": [{"type": "dense", "activation": {"type": "leaky_relu", "alpha": 1}}]} | /layers/0/activation/alpha | unknown property; allowed here are type, negativeSlope
            {"layers": [{"type": "dense", "activation": {"type": "elu", "alpha": -1}}]} | /layers/0/activation/alpha | must be at least 0, was -1
            {"layers": [{"type": "dense", "activation": {"type": "relu", "alpha": 1}}]} | /layers/0/activation/alpha | unknown property; allowed here are type
            {"layers": [{"type": "dense", "activation": {}}]}             | /layers/0/activation/type | is missing
            {"layers": [{"type": "dense", "activation": 3}]}              | /layers/0/activation | must be a string or an object with a type, was 3
            {"layers": [{"type": "dense", "units": 2, "activation": "softmax"}, {"type": "dense"}]} | /layers/0/activation | softmax is for the last layer only
            {"layers": [{"type": "dense", "units": 1, "activation": "softmax"}]} | /layers/0/activation | softmax over a single unit is always 1; use sigmoid
            {"layers": [{"type": "dense", "units": 0, "activation": "softmax"}]} | /layers/0/units | must be at least 1, was 0
            {"layers": [{"type": "dense", "bias": 1}]}                    | /layers/0/bias | must be true or false, was 1
            {"layers": [{"type": "dense", "initializer": "zero"}]}        | /layers/0/initializer | "zero" is not known; allowed are glorot_uniform, glorot_normal, he_uniform, he_normal, lecun_uniform, lecun_normal, uniform, normal, zeros, constant
            {"layers": [{"type": "dense", "initializer": {"type": "uniform", "limit": 0}}]} | /layers/0/initializer/limit | must be greater than 0 and at most 3.4028234663852886e38, was 0
            {"layers": [{"type": "dense", "l2": -0.1}]}                   | /layers/0/l2 | must be at least 0, was -0.1
            {"layers": [{"type": "dense", "l1": "some"}]}                 | /layers/0/l1 | must be a finite number, was "some"
            {"layers": [{"type": "dense", "units": 1, "biasInitializer": "target_prior"}, {"type": "dense"}]} | /layers/0/biasInitializer | target_prior is for the last layer only
            {"layers": [{"type": "dense", "bias": false, "biasInitializer": "target_prior"}]} | /layers/0/biasInitializer | needs a bias
            {"layers": [{"type": "dense", "activation": "tanh", "biasInitializer": "target_prior"}]} | /layers/0/biasInitializer | target_prior needs the activation linear, sigmoid or softmax
            {"layers": [{"type": "dense", "biasInitializer": "ones"}]} | /layers/0/biasInitializer | "ones" is not known; allowed are target_prior
            {"layers": [{"type": "dense", "Units": 1}]}                   | /layers/0/Units | unknown property; did you mean units?
            {"layers": [{"type": "dense"}], "seed": 1}                    | /seed | unknown property; allowed here are name, inputs, layers, parameters, id, parameterCount, createdAt
            {"name": "a b", "layers": [{"type": "dense"}]}                | /name | must be 1 to 100 letters, digits, dots, underscores or hyphens, a letter or digit first, was "a b"
            {"inputs": 1000000, "layers": [{"type": "dense", "units": 200}]} | /layers | must have at most 200000000 parameters together, have 200000200
            {"inputs": 4, "layers": [{"type": "dense", "units": 2, "inputs": 5}]} | /layers/0/inputs | must be 4 as the network is defined, was 5
            {"inputs": 4, "layers": [{"type": "dense", "units": 2, "outputs": 3}]} | /layers/0/outputs | must be 2 as the network is defined, was 3
            {"layers": [{"type": "dense", "units": 2, "inputs": 4}]}      | /layers/0/inputs | must be left out while the network's inputs or the last layer's units are, was 4
            {"inputs": 4, "layers": [{"type": "dense", "units": 2}], "parameterCount": 8} | /parameterCount | must be 10 as the network is defined, was 8
            """)
    void aFaultyDefinitionIsRefused(String json, String pointer, String detail) {
        assertThat(faultsOf(json)).containsExactly(new Fault(pointer, detail));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                           |                | must be an array, was an object
            []                                                           |                | must have 1 entries, one for each layer, had 0
            [7]                                                          | /0             | must be an object, was 7
            [{"bias": [1, 2]}]                                           | /0/weights     | is missing
            [{"weights": [[1, 2]]}]                                      | /0/weights     | must have 2 rows, one for each input of the layer, had 1
            [{"weights": [[1, 2], [3]], "bias": [1, 2]}]                 | /0/weights/1   | must have 2 numbers, had 1
            [{"weights": [[1, 2], [3, "x"]], "bias": [1, 2]}]            | /0/weights/1/1 | must be a finite number, was "x"
            [{"weights": [[1, 2], [3, 1e39]], "bias": [1, 2]}]           | /0/weights/1/1 | is too large for a 32-bit number: 1.0E39
            [{"weights": [[1, 2], [3, 4]], "bias": [1]}]                 | /0/bias        | must have 2 numbers, had 1
            [{"weights": [[1, 2], [3, 4]], "bias": [1, 2], "scale": []}] | /0/scale       | unknown property; allowed here are weights, bias
            """)
    void faultyParametersAreRefused(String parameters, String below, String detail) {
        String json = "{\"inputs\": 2, \"layers\": [{\"type\": \"dense\", \"units\": 2}], \"parameters\": " + parameters
                + "}";
        assertThat(faultsOf(json)).contains(new Fault("/parameters" + (below == null ? "" : below), detail));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [{"scale": [1]}]                                      |             | must have 2 entries, one for each layer that has parameters, had 1
            [{"scale": [1, 1]}, DENSE]                            | /0/shift    | is missing
            [{"shift": [1, 1]}, DENSE]                            | /0/scale    | is missing
            [{"scale": [1, 1], "shift": [0]}, DENSE]              | /0/shift    | must have 2 numbers, had 1
            [{"scale": [1, 1], "shift": [0, 0]}, DENSE]           | /0/mean     | is missing
            [{"scale": [1, 1], "shift": [0, 0], "mean": [0, 0], "variance": [1, -1]}, DENSE] | /0/variance | must not have negative numbers
            [{"scale": [1], "shift": [0], "mean": [0], "variance": [1]}, DENSE]    | /1/weights  | must have 1 rows, one for each input of the layer, had 2
            """)
    void faultyParametersOfABatchNormalizationAreRefused(String parameters, String below, String detail) {
        String json = """
                {"layers": [{"type": "dropout", "rate": 0.5}, {"type": "batch_normalization"}, {"type": "dense"}],
                 "parameters": %s}""".formatted(parameters.replace("DENSE", "{\"weights\": [[1], [2]], \"bias\": [0]}"));
        assertThat(faultsOf(json)).contains(new Fault("/parameters" + (below == null ? "" : below), detail));
    }

    @Test
    void aLayerNormalizationHasNoRunningStatistics() {
        assertThat(faultsOf("""
                {"layers": [{"type": "layer_normalization"}, {"type": "dense"}],
                 "parameters": [{"scale": [1], "shift": [0], "mean": [0]}, {"weights": [[1]], "bias": [0]}]}"""))
                .containsExactly(new Fault("/parameters/0/mean", "must be left out: only batch normalization has it"));
    }

    @Test
    void aLayerWithoutABiasHasNone() {
        assertThat(faultsOf("""
                {"layers": [{"type": "dense", "bias": false}], "parameters": [{"weights": [[1]], "bias": [1]}]}"""))
                .containsExactly(new Fault("/parameters/0/bias", "must be left out: the layer has none"));
        assertThat(faultsOf("""
                {"layers": [{"type": "dense"}], "parameters": [{"weights": [[1]]}]}""")).containsExactly(new Fault("/parameters/0/bias", "is missing"));
    }

    @Test
    void thereAreAtMostAThousandLayers() {
        String layers = "{\"type\": \"dense\", \"units\": 1},".repeat(1_001);
        assertThat(faultsOf("{\"layers\": [" + layers.substring(0, layers.length() - 1) + "]}"))
                .containsExactly(new Fault("/layers", "must be at most 1000 layers, were 1001"));
    }
}
