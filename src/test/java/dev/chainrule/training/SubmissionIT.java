package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestPropertySource;

/** A key makes one job, and the queue holds no more jobs than it may. */
@IntegrationTest
@TestPropertySource(properties = {"chainrule.parallel-jobs=1", "chainrule.max-queued-jobs=2"})
class SubmissionIT {

    private static final String ENDLESS = """
            {"modelName": "endless", "network": %s, "dataset": %s,
             "training": {"epochs": 1000000, "checkpoint": {"everyEpochs": 1000000}}}""".formatted(Requests.XOR_NETWORK, Requests.XOR_DATASET);

    @Autowired
    private Api api;

    @Autowired
    private ApplicationContext context;

    private Api.Answer submit(String key, String body) {
        return api.send("POST", "/training-jobs", body, "application/json", "Idempotency-Key", key);
    }

    @Test
    void aKeyMakesOneJobAsLongAsThereIsTheJob() {
        String body = Requests.xor("keyed");
        Api.Answer first = submit("key-1", body);
        assertThat(first.status()).as(first.body()).isEqualTo(202);
        String job = first.at("/id").asString();
        api.await(job);
        Api.Answer again = submit("key-1", "\n " + body);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.at("/id").asString()).isEqualTo(job);
        assertThat(again.at("/status").asString()).isEqualTo("succeeded");
        assertThat(again.headers().get("Location")).isEqualTo(first.headers().get("Location"));
        Api.Answer other = submit("key-1", Requests.xor("other"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.pointers()).containsExactly("Idempotency-Key");
        assertThat(api.get("/training-jobs?modelName=keyed").at("/items").size())
                .isEqualTo(1);

        assertThat(submit("a b", body).status()).isEqualTo(422);
        assertThat(submit("k".repeat(256), body).status()).isEqualTo(422);
        String longest = submit("~".repeat(255), body).at("/id").asString();
        assertThat(longest).isNotEqualTo(job);
        api.await(longest);
        // a request that is refused does not use up its key
        assertThat(submit("key-2", "{}").status()).isEqualTo(422);
        assertThat(submit("key-2", body).status()).isEqualTo(202);

        assertThat(api.delete("/training-jobs/" + job).status()).isEqualTo(204);
        Api.Answer fresh = submit("key-1", body);
        assertThat(fresh.status()).isEqualTo(202);
        assertThat(fresh.at("/id").asString()).isNotEqualTo(job);
        api.await(fresh.at("/id").asString());
    }

    @Test
    void racingRequestsMakeOneJob() throws InterruptedException, ExecutionException {
        for (int round = 0; round < 5; round++) {
            String key = "race-" + round;
            Callable<Api.Answer> race = () -> submit(key, Requests.xor("raced"));
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Set<String> ids = threads
                        .invokeAll(IntStream.range(0, 6).mapToObj(i -> race).toList())
                        .stream()
                        .map(answer -> answer.resultNow())
                        .peek(answer ->
                                assertThat(answer.status()).as(answer.body()).isEqualTo(202))
                        .map(answer -> answer.at("/id").asString())
                        .collect(Collectors.toSet());
                assertThat(ids).hasSize(1);
                api.await(ids.iterator().next());
            }
        }
    }

    @Test
    void theQueueHasALimit() {
        String running = api.post("/training-jobs", ENDLESS).at("/id").asString();
        api.awaitJob(running, now -> now.path("status").asString().equals("running"));
        List<String> waiting = IntStream.range(0, 2)
                .mapToObj(i -> api.post("/training-jobs", ENDLESS).at("/id").asString())
                .toList();
        Api.Answer refused = api.post("/training-jobs", ENDLESS);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.headers().get("Retry-After"))).isPositive();
        assertThat(refused.at("/detail").asString()).contains("2 training jobs");
        assertThat(api.post("/training-jobs?dryRun=true", ENDLESS).status()).isEqualTo(200);
        waiting.forEach(job -> api.post("/training-jobs/" + job + "/cancel", ""));
        api.post("/training-jobs/" + running + "/cancel", "");
        assertThat(api.train(Requests.xor("room")).path("status").asString()).isEqualTo("succeeded");
    }

    @Test
    void noJobIsTakenWhileTheServiceIsNotReady() {
        AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
        try {
            Api.Answer refused = api.post("/training-jobs", Requests.xor("early"));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(Integer.parseInt(refused.headers().get("Retry-After"))).isPositive();
            assertThat(api.get("/training-jobs").status()).isEqualTo(200);
        } finally {
            AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
        }
        assertThat(api.get("/training-jobs?modelName=early").at("/items").size())
                .isZero();
    }
}
