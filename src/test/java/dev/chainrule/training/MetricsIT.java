package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import dev.chainrule.web.ChainruleProperties;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a collector of metrics reads while the service trains and predicts. */
@IntegrationTest
class MetricsIT {

    /** A line of the text format: a name with or without labels, and a number. */
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*"
            + "(?:\\{(?:[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\]|\\\\.)*\",?)*})?)"
            + " (NaN|[+-]?Inf|[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)");

    @Autowired
    private Api api;

    @Autowired
    private ChainruleProperties properties;

    /** What was read, by name and labels. */
    private record Scrape(Map<String, Double> samples) {

        double get(String name) {
            Double value = samples.get(name);
            if (value == null) {
                throw new AssertionError("there is no " + name + " in " + samples.keySet());
            }
            return value;
        }
    }

    private Scrape scrape() {
        Api.Answer answer = api.get("/actuator/prometheus");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().get("Content-Type")).startsWith("text/plain");
        Map<String, Double> samples = new TreeMap<>();
        answer.body().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            Matcher sample = SAMPLE.matcher(line);
            assertThat(sample.matches()).as(line).isTrue();
            assertThat(samples.put(
                            sample.group(1), Double.parseDouble(sample.group(2).replace("Inf", "Infinity"))))
                    .as("twice: " + line)
                    .isNull();
        });
        return new Scrape(samples);
    }

    /** Reads until it shows what is waited for: numbers of jobs are a second old at most. */
    private Scrape scrapeUntil(Predicate<Scrape> enough) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        Scrape samples = scrape();
        while (!enough.test(samples)) {
            assertThat(System.nanoTime()).as(samples.toString()).isLessThan(deadline);
            LockSupport.parkNanos(50_000_000);
            samples = scrape();
        }
        return samples;
    }

    @Test
    void trainingAndPredictingMoveTheirMetrics() {
        Scrape before = scrapeUntil(now -> now.get("chainrule_jobs{status=\"running\"}") == 0);
        int epochs = api.train(Requests.xor("measured")).at("/progress/epoch").asInt();
        api.post("/models/measured/predictions", "{\"instances\": [[0, 0], [0, 1], [1, 1]]}");
        api.get("/models/measured/predictions?x=1,0");
        // a request that is refused is no prediction
        api.get("/models/measured/predictions?x=1");

        String succeeded = "chainrule_jobs{status=\"succeeded\"}";
        Scrape after = scrapeUntil(now -> now.get(succeeded) > before.get(succeeded));
        assertThat(after.get(succeeded) - before.get(succeeded)).isEqualTo(1);
        assertThat(rise(before, after, "chainrule_training_epoch_seconds_count"))
                .isEqualTo(epochs);
        assertThat(rise(before, after, "chainrule_training_epoch_seconds_sum")).isPositive();
        assertThat(rise(before, after, "chainrule_training_samples_total")).isEqualTo(4 * epochs);
        assertThat(rise(before, after, "chainrule_prediction_seconds_count")).isEqualTo(2);
        assertThat(rise(before, after, "chainrule_prediction_seconds_sum")).isPositive();
        assertThat(rise(before, after, "chainrule_prediction_seconds_bucket{le=\"10.0\"}"))
                .isEqualTo(2);
        assertThat(rise(before, after, "chainrule_prediction_rows_total")).isEqualTo(4);
    }

    private static double rise(Scrape before, Scrape after, String name) {
        return after.get(name) - before.get(name);
    }

    @Test
    void everyStatusIsThereAlsoWithoutJobs() {
        for (JobStatus status : JobStatus.values()) {
            assertThat(scrape().samples()).containsKey("chainrule_jobs{status=\"" + status.text() + "\"}");
        }
        assertThat(api.get("/actuator/prometheus").body())
                .contains(
                        "# TYPE chainrule_jobs gauge",
                        "# TYPE chainrule_queue_age_seconds gauge",
                        "# TYPE chainrule_training_samples_total counter",
                        "# TYPE chainrule_training_epoch_seconds summary",
                        "# TYPE chainrule_prediction_seconds histogram",
                        "# TYPE chainrule_prediction_rows_total counter");
    }

    @Test
    void jobsThatWaitMakeTheQueueOlder() {
        String dataset =
                api.post("/datasets", Requests.matrix(2_000, 16)).at("/id").asString();
        List<String> jobs = new ArrayList<>();
        for (int i = 0; i <= properties.jobThreads(); i++) {
            String job = Requests.longEpoch("queued", dataset).replace("\"epochs\": 1", "\"epochs\": 100000");
            jobs.add(api.post("/training-jobs", job).at("/id").asString());
        }
        Scrape full = scrapeUntil(now -> now.get("chainrule_queue_age_seconds") > 0.5);
        assertThat(full.get("chainrule_jobs{status=\"queued\"}")).isEqualTo(1);
        assertThat(full.get("chainrule_jobs{status=\"running\"}")).isEqualTo(properties.jobThreads());
        assertThat(api.get("/actuator/health")
                        .at("/components/queue/details/queued")
                        .asInt())
                .isEqualTo(1);
        jobs.reversed().forEach(job -> api.post("/training-jobs/" + job + "/cancel", ""));
        scrapeUntil(now ->
                now.get("chainrule_queue_age_seconds") == 0 && now.get("chainrule_jobs{status=\"running\"}") == 0);
    }
}
