package dev.chainrule.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A model that is replaced and deleted while it predicts: every answer is of one version, and of one that was there. */
@IntegrationTest
class ReplacedModelIT {

    private static final String INSTANCE = "{\"instances\": [[0], [7]]}";

    @Autowired
    private Api api;

    /** Every output of what is trained here is its version: the loss is 0, so that training leaves all parameters as they are. */
    private int train(String model, int version) {
        JsonNode job = api.train("""
                {"modelName": "%s", "dataset": {"inputs": [[0], [1]], "targets": [[%2$d, %2$d, %2$d], [%2$d, %2$d, %2$d]]},
                 "network": {"inputs": 1, "layers": [{"type": "dense", "units": 1}, {"type": "dense", "units": 3}],
                   "parameters": [{"weights": [[0]], "bias": [%2$d]}, {"weights": [[1, 0, 2]], "bias": [0, %2$d, -%2$d]}]},
                 "training": {"epochs": 1, "seed": 1}}""".formatted(model, version));
        assertThat(job.path("status").asString()).as(job.toString()).isEqualTo("succeeded");
        return job.path("modelVersion").asInt();
    }

    private static int version(Api.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        int version = answer.at("/version").asInt();
        for (JsonNode prediction : answer.at("/predictions")) {
            for (JsonNode output : prediction.path("outputs")) {
                assertThat(output.asInt()).as(answer.body()).isEqualTo(version);
            }
        }
        return version;
    }

    @Test
    void everyPredictionIsOfOneVersionThatWasThere() throws InterruptedException, ExecutionException {
        String path = "/models/replaced/predictions";
        assertThat(train("replaced", 1)).isOne();
        AtomicInteger published = new AtomicInteger(1);
        AtomicInteger deleted = new AtomicInteger();
        int last = 12;
        List<Future<Integer>> clients = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < 3; client++) {
                clients.add(threads.submit(() -> {
                    int predictions = 0;
                    while (published.get() < last) {
                        int before = published.get();
                        assertThat(version(api.post(path, INSTANCE))).isGreaterThanOrEqualTo(before);
                        // deleted before it was asked for: not there any more, and any other version still is
                        int gone = deleted.get();
                        if (gone > 0) {
                            String of = "/models/replaced/versions/" + gone + "/predictions";
                            assertThat(api.post(of, INSTANCE).status()).isEqualTo(404);
                        }
                        Api.Answer older = api.post("/models/replaced/versions/" + before + "/predictions", INSTANCE);
                        assertThat(older.status() == 404 || version(older) == before)
                                .as(older.body())
                                .isTrue();
                        predictions++;
                    }
                    return predictions;
                }));
            }
            for (int version = 2; version <= last; version++) {
                assertThat(train("replaced", version)).isEqualTo(version);
                published.set(version);
                assertThat(api.delete("/models/replaced/versions/" + (version - 1))
                                .status())
                        .isEqualTo(204);
                deleted.set(version - 1);
            }
            for (Future<Integer> client : clients) {
                assertThat(client.get()).isPositive();
            }
        }
        assertThat(api.delete("/models/replaced").status()).isEqualTo(204);
        assertThat(api.post(path, INSTANCE).status()).isEqualTo(404);
        // the name comes back with the next number, not with what was kept of it
        assertThat(train("replaced", last + 1)).isEqualTo(last + 1);
        assertThat(version(api.post(path, INSTANCE))).isEqualTo(last + 1);
    }
}
