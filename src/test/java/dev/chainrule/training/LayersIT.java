package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Dropout and the normalizations over HTTP. */
@IntegrationTest
class LayersIT {

    private static final String REQUEST = """
            {"modelName": "%s",
             "network": {"layers": [{"type": "dropout", "rate": 0.1},
                                    {"type": "dense", "units": 8},
                                    {"type": "batch_normalization", "activation": "tanh"},
                                    {"type": "dropout", "rate": 0.25},
                                    {"type": "dense", "units": 4, "activation": "relu"},
                                    {"type": "layer_normalization"},
                                    {"type": "dense"}]},
             "dataset": {"inputs": [[0, 0], [0, 1], [1, 0], [1, 1]], "targets": [[0], [1], [1], [0]]},
             "training": {"epochs": 20, "batchSize": 4, "seed": 3}}""";

    @Autowired
    private Api api;

    @Test
    void aModelIsWhatTheSameRequestGivesAgain() {
        JsonNode dry = api.post("/training-jobs?dryRun=true", REQUEST.formatted("layers-a"))
                .json();
        // 0; 24; 32; 0; 36; 8; 5
        assertThat(dry.path("parameterCount").asInt()).isEqualTo(105);
        assertThat(dry.at("/network/layers/2/momentum").asDouble()).isEqualTo(0.1);
        assertThat(dry.at("/network/layers/5/epsilon").asDouble()).isEqualTo(1e-5);
        assertThat(dry.at("/network/layers/3/outputs").asInt()).isEqualTo(8);

        for (String name : new String[] {"layers-a", "layers-b"}) {
            JsonNode job = api.train(REQUEST.formatted(name));
            assertThat(job.path("status").asString()).as(job.toString()).isEqualTo("succeeded");
        }
        JsonNode parameters = api.get("/models/layers-a/parameters").json();
        assertThat(api.get("/models/layers-b/parameters").json()).isEqualTo(parameters);
        assertThat(parameters.path("parameters").size()).isEqualTo(5);
        JsonNode normalization = parameters.at("/parameters/1");
        assertThat(normalization.propertyNames()).containsExactly("scale", "shift", "mean", "variance");
        assertThat(normalization.at("/mean/0").asDouble()).isNotZero();
        assertThat(parameters.at("/parameters/3").propertyNames()).containsExactly("scale", "shift");
    }

    @Test
    void predictionsTakeTheRunningStatisticsAndDropNothing() {
        // a rate at which nothing is learned, and running values that each batch leaves as they are
        JsonNode job = api.train("""
                {"modelName": "layers-frozen",
                 "network": {"layers": [{"type": "batch_normalization", "epsilon": 1, "momentum": 0},
                                        {"type": "dropout", "rate": 0.9}, {"type": "dense", "bias": false}],
                             "parameters": [{"scale": [3], "shift": [5], "mean": [10], "variance": [3]},
                                            {"weights": [[1]]}]},
                 "dataset": {"inputs": [[1], [2]], "targets": [[0], [1]]},
                 "training": {"epochs": 1, "seed": 1, "optimizer": {"type": "sgd", "learningRate": 1e-12}}}""");
        assertThat(job.path("status").asString()).as(job.toString()).isEqualTo("succeeded");

        // (14 - 10)/sqrt(3 + 1)*3 + 5
        assertThat(api.get("/models/layers-frozen/predictions?x=14")
                        .at("/predictions/0/outputs/0")
                        .asDouble())
                .isCloseTo(11, within(1e-6));
    }
}
