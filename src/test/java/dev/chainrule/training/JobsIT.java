package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What can be done with jobs and models, and what cannot. */
@IntegrationTest
class JobsIT {

    /** More epochs than any test waits for. */
    private static final String ENDLESS = """
            {"modelName": "endless", "network": %s, "dataset": {"id": "%s"}, "training": {"epochs": 1000000, "checkpoint": {"everyEpochs": 1000000}}}""";

    @Autowired
    private Api api;

    @Test
    void aRunningJobIsCancelledAndLeavesNoModel() {
        String dataset = api.post("/datasets", Requests.XOR_DATASET).at("/id").asString();
        String network = api.post("/networks", Requests.XOR_NETWORK).at("/id").asString();
        String request = ENDLESS.formatted("{\"id\": \"" + network + "\"}", dataset);
        String job = api.post("/training-jobs", request).at("/id").asString();
        api.awaitJob(job, now -> now.at("/progress/epoch").asInt() > 0);

        // what it uses stays, and it cannot be deleted while it runs
        assertThat(api.delete("/datasets/" + dataset).status()).isEqualTo(409);
        assertThat(api.delete("/networks/" + network).status()).isEqualTo(409);
        Api.Answer refused = api.delete("/training-jobs/" + job);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("/detail").asString()).contains("running");

        Api.Answer cancelled = api.post("/training-jobs/" + job + "/cancel", "");
        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.at("/status").asString()).isEqualTo("cancelled");
        assertThat(cancelled.at("/finishedAt").isString()).isTrue();
        assertThat(api.get("/models/endless").status()).isEqualTo(404);
        Api.Answer again = api.post("/training-jobs/" + job + "/cancel", "");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.at("/detail").asString()).contains("cancelled");

        assertThat(api.delete("/training-jobs/" + job).status()).isEqualTo(204);
        assertThat(api.get("/training-jobs/" + job).status()).isEqualTo(404);
        assertThat(api.delete("/datasets/" + dataset).status()).isEqualTo(204);
        assertThat(api.delete("/networks/" + network).status()).isEqualTo(204);
    }

    /** Both make the name; neither may stumble over the other, which would send its job back to the queue. */
    @Test
    void twoJobsMakeTheFirstVersionsOfAModelAtOnce() {
        for (int round = 0; round < 5; round++) {
            String request = Requests.xor("at-once-" + round);
            List<String> ids = IntStream.range(0, 2)
                    .mapToObj(i -> api.post("/training-jobs", request).at("/id").asString())
                    .toList();
            for (String id : ids) {
                assertThat(api.await(id).path("transitions").findValuesAsString("status"))
                        .containsExactly("queued", "running", "succeeded");
            }
            assertThat(api.get("/models/at-once-" + round).at("/version").asInt())
                    .isEqualTo(2);
        }
    }

    @Test
    void listsArePagedAndFiltered() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.addFirst(api.train(Requests.xor("listed")).path("id").asString());
        }
        List<String> found = new ArrayList<>();
        String path = "/training-jobs?modelName=listed&status=succeeded&limit=2";
        Api.Answer page = api.get(path);
        assertThat(page.headers().get("Link")).contains("rel=\"next\"");
        page.at("/items").forEach(item -> found.add(item.path("id").asString()));
        page = api.get(path + "&after=" + page.at("/next").asString());
        page.at("/items").forEach(item -> found.add(item.path("id").asString()));
        assertThat(page.at("/next").isNull()).isTrue();
        assertThat(page.headers()).doesNotContainKey("Link");
        assertThat(found).isEqualTo(ids);
        assertThat(api.get("/training-jobs?modelName=listed&status=failed")
                        .at("/items")
                        .size())
                .isZero();
        assertThat(api.get("/training-jobs?status=done").status()).isEqualTo(422);
        assertThat(api.get("/training-jobs?limit=0").status()).isEqualTo(422);
        assertThat(api.get("/training-jobs?limit=501").status()).isEqualTo(422);
    }

    @Test
    void aVersionNumberNeverMeansTwoModels() {
        api.train(Requests.xor("counted"));
        api.train(Requests.xor("counted"));
        assertThat(api.delete("/models/counted/versions/2").status()).isEqualTo(204);
        assertThat(api.get("/models/counted").at("/version").asInt()).isEqualTo(1);
        assertThat(api.get("/models/counted/versions/2").status()).isEqualTo(404);
        JsonNode third = api.train(Requests.xor("counted"));
        assertThat(third.path("modelVersion").asInt()).isEqualTo(3);
        assertThat(api.delete("/models/counted").status()).isEqualTo(204);
        assertThat(api.delete("/models/counted").status()).isEqualTo(404);
        assertThat(api.train(Requests.xor("counted")).path("modelVersion").asInt())
                .isEqualTo(4);
        assertThat(api.get("/models?name=counted").at("/items/0/version").asInt())
                .isEqualTo(4);
    }

    @Test
    void aLongHistoryIsThinnedToThePointsAskedFor() {
        String request = Requests.xor("thinned").replace("\"targetLoss\": 0.01", "\"targetLoss\": 0");
        String job = api.train(request).path("id").asString();
        JsonNode history =
                api.get("/training-jobs/" + job + "/history?points=10").json();
        assertThat(history.path("downsampled").asBoolean()).isTrue();
        assertThat(history.path("epochs").size()).isEqualTo(10);
        assertThat(history.at("/epochs/0/epoch").asInt()).isEqualTo(1);
        assertThat(history.at("/epochs/9/epoch").asInt()).isEqualTo(2000);
        assertThat(api.get("/training-jobs/" + job + "/history?points=0").status())
                .isEqualTo(422);
        for (int points : new int[] {1, 2, 3, 7, 999, 1000, 1001, 1999}) {
            List<Integer> expected = IntStream.range(0, points)
                    .map(i -> points == 1 ? 2000 : 1 + i * 1999 / (points - 1))
                    .boxed()
                    .toList();
            assertThat(api.get("/training-jobs/" + job + "/history?points=" + points)
                            .at("/epochs")
                            .valueStream())
                    .extracting(epoch -> epoch.path("epoch").asInt())
                    .isEqualTo(expected);
        }
        assertThat(api.get("/training-jobs/" + job + "/history?points=2000")
                        .at("/downsampled")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void aHistoryIsATableForThoseWhoWantOne() {
        String job = api.train(Requests.xor("table")).path("id").asString();
        String path = "/training-jobs/" + job + "/history?points=3";
        Api.Answer csv = api.send("GET", path, null, "", "Accept", "text/csv, application/json;q=0.5");
        assertThat(csv.headers().get("Content-Type")).startsWith("text/csv");
        List<String> lines = csv.body().lines().toList();
        assertThat(lines)
                .hasSize(4)
                .first()
                .isEqualTo("member,epoch,trainLoss,validationLoss,learningRate,seconds,trainAccuracy");
        JsonNode last = api.get(path).at("/epochs/2");
        assertThat(lines.getLast())
                .isEqualTo("0,%s,%s,,%s,%s,%s"
                        .formatted(
                                last.path("epoch"),
                                last.path("trainLoss"),
                                last.path("learningRate"),
                                last.path("seconds"),
                                last.at("/metrics/train/accuracy")));
        assertThat(api.send("GET", path, null, "", "Accept", "*/*").headers().get("Content-Type"))
                .startsWith("application/json");
        Api.Answer none = api.send("GET", "/training-jobs/x/history", null, "", "Accept", "text/csv");
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.headers().get("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        JsonNode job = api.train(Requests.xor("tagged"));
        for (String path :
                List.of("/training-jobs/" + job.path("id").asString(), "/models/tagged", "/models/tagged/versions/1")) {
            String tag = api.get(path).headers().getOrDefault("ETag", "");
            Api.Answer again = api.send("GET", path, null, "", "If-None-Match", tag);
            assertThat(again.status()).as(path).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(api.send("GET", path, null, "", "If-None-Match", "\"other\"")
                            .status())
                    .isEqualTo(200);
        }
        String before = api.get("/models/tagged").headers().getOrDefault("ETag", "");
        api.train(Requests.xor("tagged"));
        assertThat(api.send("GET", "/models/tagged", null, "", "If-None-Match", before)
                        .status())
                .isEqualTo(200);
    }
}
