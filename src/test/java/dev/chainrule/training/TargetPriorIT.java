package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Biases that start at the prior of the targets, over HTTP. */
@IntegrationTest
class TargetPriorIT {

    @Autowired
    private Api api;

    private static String layer(String activation) {
        return """
                {"layers": [{"type": "dense", "activation": "%s", "initializer": "zeros", "biasInitializer": "target_prior"}]}""".formatted(activation);
    }

    /** A training that changes next to nothing. */
    private static String still(String model, String network, String dataset, String training) {
        return """
                {"modelName": "%s", "network": %s, "dataset": %s, "training": {"epochs": 1, %s
                 "seed": 1, "optimizer": {"type": "sgd", "learningRate": 1e-30}}}""".formatted(model, network, dataset, training);
    }

    private JsonNode bias(String request, String model) {
        JsonNode job = api.train(request);
        assertThat(job.path("status").asString()).as(job.toString()).isEqualTo("succeeded");
        return api.get("/models/" + model + "/parameters").at("/parameters/0/bias");
    }

    @Test
    void theLastLayerStartsAtTheTargetsOfTheTrainingRows() {
        String values = "{\"inputs\": [[1], [2], [3], [4]], \"targets\": [[10, 1], [20, 1], [30, 1], [60, 5]]}";
        assertThat(bias(still("prior-linear", layer("linear"), values, ""), "prior-linear")
                        .toString())
                .isEqualTo("[30.0,2.0]");
        String classes = "{\"inputs\": [[1], [2], [3], [4]], \"labels\": [\"a\", \"b\", \"b\", \"b\"]}";
        assertThat(bias(still("prior-sigmoid", layer("sigmoid"), classes, ""), "prior-sigmoid")
                        .path(0)
                        .asDouble())
                .isCloseTo(Math.log(3), within(1e-6));
        JsonNode balanced = bias(
                still("prior-balanced", layer("softmax"), classes, "\"classWeights\": \"balanced\","),
                "prior-balanced");
        assertThat(balanced.path(0).asDouble()).isCloseTo(Math.log(0.5), within(1e-6));
        assertThat(balanced.path(1)).isEqualTo(balanced.path(0));
        // in the units that the network sees
        String table = """
                {"name": "prior-table", "columns": ["x", "y"], "rows": [[1, 10], [2, 20], [3, 90]], "target": "y"}""";
        JsonNode scaled = bias(still("prior-scaled", layer("linear"), table, ""), "prior-scaled");
        assertThat(scaled.path(0).asDouble()).isCloseTo(0, within(1e-6));
    }

    @Test
    void itIsShownAndReadBackAndRefusedWhereItMeansNothing() {
        String values = "{\"inputs\": [[1], [2]], \"targets\": [[1], [2]]}";
        JsonNode plan = api.post("/training-jobs?dryRun=true", still("prior", layer("linear"), values, ""))
                .json();
        assertThat(plan.at("/network/layers/0/biasInitializer").asString()).isEqualTo("target_prior");
        assertThat(bias(still("prior-again", plan.path("network").toString(), values, ""), "prior-again")
                        .toString())
                .isEqualTo("[1.5]");
        for (String[] pair :
                new String[][] {{"linear", "hinge"}, {"sigmoid", "mean_squared_error"}, {"softmax", "huber"}}) {
            String loss = "\"loss\": \"%s\",".formatted(pair[1]);
            Api.Answer refused = api.post("/training-jobs?dryRun=true", still("prior", layer(pair[0]), values, loss));
            assertThat(refused.pointers()).contains("/training/loss");
            assertThat(refused.body()).contains("target_prior");
        }
        String trace = "{\"network\": %s, \"seed\": 1, \"input\": [1], \"target\": [2]}";
        Api.Answer drawn = api.post("/traces", trace.formatted(layer("linear")));
        assertThat(drawn.pointers()).containsExactly("/network/layers/0/biasInitializer");
        String given = layer("linear").replace("]}", "], \"parameters\": [{\"weights\": [[1]], \"bias\": [0]}]}");
        assertThat(api.post("/traces", trace.replace("\"seed\": 1, ", "").formatted(given))
                        .status())
                .isEqualTo(200);
    }
}
