package dev.chainrule.training;

import static dev.chainrule.training.Folds.linear;
import static dev.chainrule.training.Folds.parameters;
import static dev.chainrule.training.Folds.succeeded;
import static dev.chainrule.training.Folds.table;
import static dev.chainrule.training.Folds.upload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.support.Api;
import dev.chainrule.support.EventClient;
import dev.chainrule.support.IntegrationTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** Members of folds on their way: history, pause, end. */
@IntegrationTest
class FoldsRunIT {

    @Autowired
    private Api api;

    @Autowired
    private Environment environment;

    @Test
    void everyMemberHasAHistoryOfItsOwn() {
        JsonNode job = succeeded(api, linear("history", upload(api, table()), 12, ""));
        String path = "/training-jobs/" + job.path("id").asString();
        JsonNode all = api.get(path + "/history").at("/epochs");
        assertThat(all).hasSize(36);
        for (int member = 0; member < 3; member++) {
            JsonNode own = api.get(path + "/history?member=" + member).at("/epochs");
            assertThat(own).hasSize(12);
            for (int i = 0; i < 12; i++) {
                assertThat(own.get(i)).isEqualTo(all.get(member * 12 + i));
                assertThat(own.get(i).path("member").asInt()).isEqualTo(member);
                assertThat(own.get(i).path("epoch").asInt()).isEqualTo(i + 1);
                assertThat(own.get(i).path("validationLoss").isNumber()).isTrue();
            }
        }
        JsonNode thinned = api.get(path + "/history?points=7").json();
        assertThat(thinned.path("epochs")).hasSize(7);
        assertThat(thinned.path("downsampled").asBoolean()).isTrue();
        assertThat(api.get(path + "/history?member=3").status()).isEqualTo(422);
        assertThat(job.at("/progress/fraction").asDouble()).isEqualTo(1);
        assertThat(job.at("/latest/epoch").asInt()).isEqualTo(12);
        double lowest = Double.POSITIVE_INFINITY;
        for (JsonNode epoch : all) {
            lowest = Math.min(lowest, epoch.path("validationLoss").asDouble());
        }
        assertThat(job.at("/best/validationLoss").asDouble()).isEqualTo(lowest);

        List<String> told = new ArrayList<>();
        int port = environment.getRequiredProperty("local.server.port", Integer.class);
        try (EventClient stream = new EventClient(port, path + "/events", null)) {
            for (EventClient.Event event : stream.all()) {
                if (event.type().equals("epoch") || event.type().equals("checkpoint")) {
                    told.add(event.type() + event.data().path("member") + "/"
                            + event.data().path("epoch"));
                }
            }
        }
        assertThat(told).doesNotHaveDuplicates().hasSize(39).contains("epoch2/12", "checkpoint0/10", "checkpoint2/10");
        assertThat(api.get(path + "/checkpoints").at("/items")).hasSize(3);
        assertThat(api.get("/models/history/predictions?x=1,2&checkpoint=10").status())
                .isEqualTo(200);
        assertThat(api.get("/models/history/predictions?x=1,2&checkpoint=11").status())
                .isEqualTo(404);
    }

    @Test
    void pausedAmongTheFoldsTheyEndInTheSameBits() {
        String dataset = upload(api, table());
        String request = linear("calm-folds", dataset, 6_000, "")
                .replace(
                        "{\"layers\": [",
                        "{\"layers\": [{\"type\": \"dense\", \"units\": 24, \"activation\": \"tanh\"}, ");
        succeeded(api, request);
        String job = api.post("/training-jobs", request.replace("calm-folds", "paused-folds"))
                .at("/id")
                .asString();
        for (int pauses = 0; pauses < 2; pauses++) {
            int before = pauses;
            JsonNode now = api.awaitJob(
                    job,
                    found -> found.path("finishedAt").isString()
                            // a job that was just resumed is queued, with the progress that it had
                            || (found.path("status").asString().equals("running")
                                    && found.at("/progress/fraction").asDouble() > 0.15 + 0.4 * before));
            assertThat(now.path("status").asString()).isEqualTo("running");
            assertThat(now.at("/progress/remainingSeconds").isNumber()).isTrue();
            Api.Answer paused = api.post("/training-jobs/" + job + "/pause", "");
            assertThat(paused.at("/status").asString()).as(paused.body()).isEqualTo("paused");
            assertThat(api.post("/training-jobs/" + job + "/resume", "").status())
                    .isEqualTo(200);
        }
        JsonNode ended = api.await(job);
        assertThat(ended.path("status").asString()).as(ended.toString()).isEqualTo("succeeded");
        for (int member = 0; member < 3; member++) {
            assertThat(parameters(api, "paused-folds", member)).isEqualTo(parameters(api, "calm-folds", member));
        }
        assertThat(api.get("/models/paused-folds").at("/metrics"))
                .isEqualTo(api.get("/models/calm-folds").at("/metrics"));
    }

    @Test
    void cancelledItLeavesWhatItsMembersHave() {
        String dataset = upload(api, table());
        String job = api.post("/training-jobs", linear("left-folds", dataset, 1_000_000, ""))
                .at("/id")
                .asString();
        api.awaitJob(
                job,
                now -> !api.get("/training-jobs/" + job + "/checkpoints")
                        .at("/items")
                        .isEmpty());
        JsonNode cancelled = api.post("/training-jobs/" + job + "/cancel", "").json();
        assertThat(cancelled.path("status").asString()).isEqualTo("cancelled");
        assertThat(cancelled.path("modelVersion").asInt()).isEqualTo(1);
        JsonNode model = api.get("/models/left-folds").json();
        assertThat(model.path("members").asInt()).isBetween(1, 2);
        assertThat(model.at("/metrics/validation/rmse").isNumber()).isTrue();
        assertThat(api.get("/models/left-folds/predictions?x=1,2").status()).isEqualTo(200);
    }

    @Test
    void aMemberThatDivergesFailsTheJobAndIsNamed() {
        JsonNode job = api.train(linear("diverging", upload(api, table()), 50, "")
                .replace("\"learningRate\": 0.02", "\"learningRate\": 1e6"));
        assertThat(job.path("status").asString()).isEqualTo("failed");
        assertThat(job.at("/error/code").asString()).isEqualTo("diverged");
        int member = job.at("/error/member").asInt(-1);
        assertThat(member).isBetween(0, 2);
        assertThat(job.at("/error/message").asString()).startsWith("member " + member + ": ");
        assertThat(job.at("/error/epoch").asInt()).isPositive();
    }
}
