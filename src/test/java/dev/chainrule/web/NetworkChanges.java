package dev.chainrule.web;

import java.util.stream.Stream;

/** Rows for networks and losses. */
final class NetworkChanges {

    private NetworkChanges() {}

    static Stream<PropertyChanges.Change> networks() {
        return Stream.of(
                PropertyChanges.row(
                        "Layer[dense].biasInitializer",
                        BaseRequests.VALUES,
                        "/network/layers/1/biasInitializer",
                        "\"target_prior\""),
                PropertyChanges.row(
                        "NetworkDefinition.layers", BaseRequests.VALUES, "/network/layers", "[{\"type\": \"dense\"}]"),
                PropertyChanges.row(
                        "NetworkDefinition.parameters",
                        BaseRequests.VALUES.with("/network/layers", "[{\"type\": \"dense\", \"units\": 3}]"),
                        "/network/parameters",
                        "[{\"weights\": [[1, 2, 3], [4, 5, 6]], \"bias\": [0, 0, 0]}]"),
                PropertyChanges.row(
                        "LayerParameters[dense].weights",
                        BaseRequests.GIVEN,
                        "/network/parameters/0/weights/0/0",
                        "0.6"),
                PropertyChanges.row(
                        "LayerParameters[dense].bias", BaseRequests.GIVEN, "/network/parameters/2/bias/0", "0.5"),
                PropertyChanges.row(
                        "LayerParameters[normalization].scale",
                        BaseRequests.GIVEN,
                        "/network/parameters/1/scale/0",
                        "2"),
                PropertyChanges.row(
                        "LayerParameters[normalization].shift",
                        BaseRequests.GIVEN,
                        "/network/parameters/1/shift/0",
                        "1"),
                PropertyChanges.row(
                        "LayerParameters[normalization].mean", BaseRequests.GIVEN, "/network/parameters/1/mean/0", "9"),
                PropertyChanges.row(
                        "LayerParameters[normalization].variance",
                        BaseRequests.GIVEN,
                        "/network/parameters/1/variance/0",
                        "9"),
                PropertyChanges.row(
                        "Layer.type=dense",
                        BaseRequests.LAYER_NORMALIZED,
                        "/network/layers/1",
                        "{\"type\": \"dense\", \"units\": 3}"),
                PropertyChanges.row(
                        "Layer.type=dropout",
                        BaseRequests.LAYER_NORMALIZED,
                        "/network/layers/1",
                        "{\"type\": \"dropout\", \"rate\": 0.5}"),
                PropertyChanges.row(
                        "Layer.type=layer_normalization",
                        BaseRequests.BATCH_NORMALIZED,
                        "/network/layers/1/type",
                        "\"layer_normalization\""),
                PropertyChanges.row(
                        "Layer.type=batch_normalization",
                        BaseRequests.LAYER_NORMALIZED,
                        "/network/layers/1/type",
                        "\"batch_normalization\""),
                PropertyChanges.row("Layer[dense].units", BaseRequests.VALUES, "/network/layers/0/units", "5"),
                PropertyChanges.row(
                        "Layer[dense].activation", BaseRequests.VALUES, "/network/layers/0/activation", "\"relu\""),
                PropertyChanges.row("Layer[dense].bias", BaseRequests.VALUES, "/network/layers/0/bias", "false"),
                PropertyChanges.row(
                        "Layer[dense].initializer",
                        BaseRequests.VALUES,
                        "/network/layers/0/initializer",
                        "\"he_normal\""),
                PropertyChanges.row("Layer[dense].l1", BaseRequests.VALUES, "/network/layers/0/l1", "0.1"),
                PropertyChanges.row("Layer[dense].l2", BaseRequests.VALUES, "/network/layers/0/l2", "0.1"),
                PropertyChanges.row(
                        "Layer[dropout].rate",
                        BaseRequests.VALUES
                                .with("/network/layers/1", "{\"type\": \"dropout\", \"rate\": 0.2}")
                                .with("/network/layers/-", "{\"type\": \"dense\"}"),
                        "/network/layers/1/rate",
                        "0.8"),
                PropertyChanges.row(
                        "Layer[layer_normalization].activation",
                        BaseRequests.LAYER_NORMALIZED,
                        "/network/layers/1/activation",
                        "\"relu\""),
                PropertyChanges.row(
                        "Layer[layer_normalization].epsilon",
                        BaseRequests.LAYER_NORMALIZED,
                        "/network/layers/1/epsilon",
                        "0.5"),
                PropertyChanges.row(
                        "Layer[batch_normalization].activation",
                        BaseRequests.BATCH_NORMALIZED,
                        "/network/layers/1/activation",
                        "\"relu\""),
                PropertyChanges.row(
                        "Layer[batch_normalization].epsilon",
                        BaseRequests.BATCH_NORMALIZED,
                        "/network/layers/1/epsilon",
                        "0.5"),
                PropertyChanges.row(
                        "Layer[batch_normalization].momentum",
                        BaseRequests.BATCH_NORMALIZED,
                        "/network/layers/1/momentum",
                        "0.5"),
                PropertyChanges.row(
                        "Activation[leaky_relu].negativeSlope",
                        BaseRequests.VALUES.with("/network/layers/0/activation", "\"leaky_relu\""),
                        "/network/layers/0/activation",
                        "{\"type\": \"leaky_relu\", \"negativeSlope\": 0.3}"),
                PropertyChanges.row(
                        "Activation[elu].alpha",
                        BaseRequests.VALUES.with("/network/layers/0/activation", "\"elu\""),
                        "/network/layers/0/activation",
                        "{\"type\": \"elu\", \"alpha\": 0.3}"),
                PropertyChanges.row(
                        "Initializer[uniform].limit",
                        BaseRequests.VALUES.with("/network/layers/0/initializer/type", "\"uniform\""),
                        "/network/layers/0/initializer/limit",
                        "0.5"),
                PropertyChanges.row(
                        "Initializer[normal].standardDeviation",
                        BaseRequests.VALUES.with("/network/layers/0/initializer/type", "\"normal\""),
                        "/network/layers/0/initializer/standardDeviation",
                        "0.5"),
                PropertyChanges.row(
                        "Initializer[constant].value",
                        BaseRequests.VALUES.with("/network/layers/0/initializer/type", "\"constant\""),
                        "/network/layers/0/initializer/value",
                        "0.5"),
                PropertyChanges.row("StoredNetwork.id", BaseRequests.STORED, "/network/id", "\"{other network}\""));
    }

    static Stream<PropertyChanges.Change> losses() {
        Request binary = BaseRequests.BINARY.with(
                "/training/loss", "{\"type\": \"binary_cross_entropy\", \"labelSmoothing\": 0.1}");
        return Stream.of(
                PropertyChanges.row(
                        "Loss=binary_cross_entropy", BaseRequests.BINARY, "/training/loss", "\"binary_cross_entropy\""),
                PropertyChanges.row(
                        "Loss=categorical_cross_entropy",
                        BaseRequests.CLASSES.with("/training/loss", "\"mean_squared_error\""),
                        "/training/loss",
                        "\"categorical_cross_entropy\""),
                PropertyChanges.row("Loss=poisson", BaseRequests.BINARY, "/training/loss", "\"poisson\""),
                PropertyChanges.row(
                        "Loss[binary_cross_entropy].labelSmoothing", binary, "/training/loss/labelSmoothing", "0.3"),
                // of the training rows alone, no metric that is shown depends on it
                PropertyChanges.row(
                        "Loss[binary_cross_entropy].undo",
                        binary.with("/training/validation/split", "0.25"),
                        "/training/loss/undo",
                        "true"),
                PropertyChanges.row(
                        "Loss[categorical_cross_entropy].labelSmoothing",
                        BaseRequests.CLASSES,
                        "/training/loss",
                        "{\"type\": \"categorical_cross_entropy\", \"labelSmoothing\": 0.3}"),
                PropertyChanges.row(
                        "Loss[huber].delta",
                        BaseRequests.VALUES.with("/training/loss", "{\"type\": \"huber\"}"),
                        "/training/loss/delta",
                        "0.1"));
    }
}
