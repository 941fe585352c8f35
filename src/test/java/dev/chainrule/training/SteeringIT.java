package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Jobs are paused, resumed and cancelled; their checkpoints can be predicted with, and stay after a cancel. */
@IntegrationTest
class SteeringIT {

    private static final String INSTANCES = "{\"instances\": [[0, 1], [1, 1]]}";

    @Autowired
    private Api api;

    private String start(String modelName, String training) {
        Api.Answer answer = api.post(
                "/training-jobs", """
                {"modelName": "%s", "network": %s, "dataset": %s, "training": {"seed": 5, "batchSize": 1, %s}}""".formatted(modelName, Requests.XOR_NETWORK, Requests.XOR_DATASET, training));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.at("/id").asString();
    }

    /** A job of some seconds. */
    private String startSteady(String modelName, String dataset) {
        Api.Answer answer = api.post("/training-jobs", """
                {"modelName": "%s",
                 "network": {"layers": [{"type": "dense", "units": 64, "activation": "tanh"},
                                        {"type": "dense", "units": 64, "activation": "relu"},
                                        {"type": "dense", "units": 1}]},
                 "dataset": {"id": "%s"},
                 "training": {"seed": 5, "batchSize": 2, "epochs": 1500, "optimizer": {"type": "sgd", "learningRate": 0.001, "momentum": 0.5}}}""".formatted(modelName, dataset));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.at("/id").asString();
    }

    private void awaitEpoch(String job, int epoch) {
        api.awaitJob(job, now -> now.at("/progress/epoch").asInt() >= epoch);
    }

    private String losses(String job) {
        StringBuilder losses = new StringBuilder();
        api.get("/training-jobs/" + job + "/history?points=100000")
                .at("/epochs")
                .forEach(epoch -> losses.append(epoch.path("epoch"))
                        .append(' ')
                        .append(epoch.path("trainLoss"))
                        .append('\n'));
        return losses.toString();
    }

    @Test
    void pausedAndResumedItEndsInTheSameBits() {
        String dataset =
                api.post("/datasets", Requests.matrix(300, 16)).at("/id").asString();
        String calm = startSteady("calm-pause", dataset);
        assertThat(api.await(calm).path("status").asString()).isEqualTo("succeeded");

        String job = startSteady("paused", dataset);
        awaitEpoch(job, 1);
        Api.Answer paused = api.post("/training-jobs/" + job + "/pause", "");
        assertThat(paused.status()).as(paused.body()).isEqualTo(200);
        assertThat(paused.at("/status").asString()).isEqualTo("paused");
        assertThat(paused.at("/finishedAt").isNull()).isTrue();
        assertThat(api.delete("/training-jobs/" + job).status()).isEqualTo(409);
        Api.Answer again = api.post("/training-jobs/" + job + "/pause", "");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.at("/detail").asString()).contains("paused");

        Api.Answer resumed = api.post("/training-jobs/" + job + "/resume", "");
        assertThat(resumed.status()).as(resumed.body()).isEqualTo(200);
        JsonNode ended = api.await(job);
        assertThat(ended.path("status").asString()).isEqualTo("succeeded");
        assertThat(ended.path("transitions")
                        .valueStream()
                        .map(t -> t.path("status").asString()))
                .containsExactly("queued", "running", "paused", "queued", "running", "succeeded");
        assertThat(losses(job)).isEqualTo(losses(calm));
        assertThat(api.get("/models/paused/parameters").body())
                .isEqualTo(api.get("/models/calm-pause/parameters").body());
        Api.Answer refused = api.post("/training-jobs/" + job + "/resume", "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("/detail").asString()).contains("succeeded");
    }

    @Test
    void aPausedJobMakesRoomAndAQueuedOneCannotPause() {
        // as many as can run at once, and one more
        List<String> jobs = IntStream.rangeClosed(0, Runtime.getRuntime().availableProcessors())
                .mapToObj(i -> start("room", "\"epochs\": 1000000, \"checkpoint\": {\"everyEpochs\": 1000000}"))
                .toList();
        String first = jobs.getFirst();
        String last = jobs.getLast();
        awaitEpoch(first, 1);
        Api.Answer queued = api.post("/training-jobs/" + last + "/pause", "");
        assertThat(queued.status()).isEqualTo(409);
        assertThat(queued.at("/detail").asString()).contains("queued");
        assertThat(api.post("/training-jobs/" + first + "/pause", "")
                        .at("/status")
                        .asString())
                .isEqualTo("paused");
        awaitEpoch(last, 1);
        jobs.forEach(job -> {
            Api.Answer cancelled = api.post("/training-jobs/" + job + "/cancel", "");
            assertThat(cancelled.at("/status").asString()).isEqualTo("cancelled");
            assertThat(cancelled.at("/modelVersion").isNull()).isTrue();
        });
        assertThat(api.get("/models/room").status()).isEqualTo(404);
    }

    @Test
    void checkpointsAreThinnedListedAndPredictedWith() {
        String job = start("checkpoints", "\"epochs\": 101, \"checkpoint\": {\"everyEpochs\": 20, \"keep\": 3}");
        assertThat(api.await(job).at("/training/checkpoint").toString()).isEqualTo("{\"everyEpochs\":20,\"keep\":3}");
        JsonNode list = api.get("/training-jobs/" + job + "/checkpoints").json();
        assertThat(list.path("items")
                        .valueStream()
                        .map(item -> item.path("epoch").asInt()))
                .containsExactly(100, 80, 60);
        JsonNode epochs =
                api.get("/training-jobs/" + job + "/history?points=1000").json();
        assertThat(list.at("/items/0/trainLoss")).isEqualTo(epochs.at("/epochs/99/trainLoss"));

        // what the network was like after 80 epochs is what a job of 80 epochs leaves
        String shorter = start("shorter", "\"epochs\": 80");
        api.await(shorter);
        JsonNode expected = api.post("/models/shorter/predictions", INSTANCES).at("/predictions");
        assertThat(api.post("/models/checkpoints/predictions?checkpoint=80", INSTANCES)
                        .at("/predictions"))
                .isEqualTo(expected);
        assertThat(api.get("/models/checkpoints/versions/1/predictions?checkpoint=80&x=0,1")
                        .at("/predictions/0"))
                .isEqualTo(expected.path(0));
        assertThat(api.post("/models/checkpoints/predictions", INSTANCES).at("/predictions"))
                .isNotEqualTo(expected);
        assertThat(api.post("/models/checkpoints/predictions?checkpoint=40", INSTANCES)
                        .status())
                .isEqualTo(404);
        assertThat(api.post("/models/checkpoints/predictions?checkpoint=0", INSTANCES)
                        .pointers())
                .containsExactly("checkpoint");
        assertThat(api.get("/training-jobs/" + shorter + "/checkpoints")
                        .at("/items")
                        .size())
                .isEqualTo(5);
    }

    @Test
    void aCancelledJobLeavesItsLastCheckpoint() {
        String job = start("left", "\"epochs\": 1000000, \"checkpoint\": {\"everyEpochs\": 7, \"keep\": 2}");
        awaitEpoch(job, 100);
        api.post("/training-jobs/" + job + "/pause", "");
        JsonNode cancelled = api.post("/training-jobs/" + job + "/cancel", "").json();
        assertThat(cancelled.path("status").asString()).isEqualTo("cancelled");
        assertThat(cancelled.path("modelVersion").asInt()).isEqualTo(1);
        JsonNode checkpoints = api.get("/training-jobs/" + job + "/checkpoints").at("/items");
        assertThat(checkpoints.size()).isEqualTo(2);
        int last = checkpoints.at("/0/epoch").asInt();
        assertThat(last % 7).isZero();
        assertThat(cancelled.at("/progress/epoch").asInt() - last).isBetween(0, 6);
        assertThat(api.get("/models/left").at("/jobId").asString()).isEqualTo(job);
        assertThat(api.post("/models/left/predictions", INSTANCES).at("/predictions"))
                .isEqualTo(api.post("/models/left/predictions?checkpoint=" + last, INSTANCES)
                        .at("/predictions"));
    }
}
