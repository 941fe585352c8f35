package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.engine.GoldenCase;
import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What PyTorch computed, asked of the service: the request of each file as a client sends it, and all that it shows of the result. */
@IntegrationTest
class GoldenIT {

    @Autowired
    private Api api;

    static Stream<String> names() {
        return GoldenCase.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theRequestGivesTheTrajectory(String name) {
        JsonNode golden = GoldenCase.file(name);
        JsonNode request = golden.path("request");
        JsonNode expected = golden.path("expected");
        String model = request.path("modelName").asString();

        Api.Answer answer =
                api.send("POST", "/training-jobs", request.toString(), "application/json", "Prefer", "wait=30");
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.at("/status").asString()).as(answer.body()).isEqualTo("succeeded");

        JsonNode epochs = api.get("/training-jobs/" + answer.at("/id").asString() + "/history")
                .at("/epochs");
        assertThat(epochs.size())
                .isEqualTo(expected.path("trainLoss").size())
                .isEqualTo(request.at("/training/epochs").asInt());
        for (int epoch = 0; epoch < epochs.size(); epoch++) {
            String place = "of epoch " + (epoch + 1);
            JsonNode row = epochs.get(epoch);
            near(
                    "loss " + place,
                    row.path("trainLoss"),
                    expected.path("trainLoss").get(epoch));
            near(
                    "learning rate " + place,
                    row.path("learningRate"),
                    expected.path("learningRate").get(epoch));
        }
        near("parameters", api.get("/models/" + model + "/parameters").at("/parameters"), expected.path("parameters"));

        JsonNode predictions = api.post(
                        "/models/" + model + "/predictions", "{\"instances\": " + request.at("/dataset/inputs") + "}")
                .at("/predictions");
        assertThat(predictions.size()).isEqualTo(expected.path("outputs").size());
        for (int row = 0; row < predictions.size(); row++) {
            near(
                    "outputs of row " + row,
                    predictions.get(row).path("outputs"),
                    expected.path("outputs").get(row));
        }
    }

    /** The same objects and arrays, with numbers within the bound of float32. */
    private static void near(String what, JsonNode actual, JsonNode expected) {
        if (expected.isNumber()) {
            assertThat(actual.isNumber()).as(what).isTrue();
            assertThat(GoldenCase.distance(actual.asDouble(), expected.asDouble()))
                    .as("%s: %s, expected %s", what, actual, expected)
                    .isLessThanOrEqualTo(GoldenCase.FLOAT_TOLERANCE);
        } else if (expected.isObject()) {
            assertThat(actual.propertyNames()).as(what).containsExactlyInAnyOrderElementsOf(expected.propertyNames());
            expected.properties()
                    .forEach(entry -> near(what + "/" + entry.getKey(), actual.path(entry.getKey()), entry.getValue()));
        } else {
            assertThat(expected.isArray() && actual.isArray()).as(what).isTrue();
            assertThat(actual.size()).as("length of " + what).isEqualTo(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                near(what + "/" + i, actual.get(i), expected.get(i));
            }
        }
    }
}
