package dev.chainrule.inference;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** The metrics of predictions of this process since its start. Requests that are refused do not count. */
@Component
class PredictionMetrics {

    /** Upper bounds of the histogram's buckets: from one row of a small network to a large file. */
    private static final Duration[] BUCKETS = {
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10)
    };

    private final Timer requests;
    private final Counter rows;

    PredictionMetrics(MeterRegistry registry) {
        requests = Timer.builder("chainrule.prediction")
                .description("Time of a request's prediction, from its parsed body to the answer's content")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        rows = Counter.builder("chainrule.prediction.rows")
                .description("Rows that were predicted")
                .register(registry);
    }

    PredictionAnswer measured(Supplier<PredictionAnswer> prediction) {
        long start = System.nanoTime();
        PredictionAnswer answer = prediction.get();
        record(answer.predictions().size(), System.nanoTime() - start);
        return answer;
    }

    /** Counts a request whose {@code count} rows took so long. */
    void record(long count, long nanos) {
        requests.record(nanos, TimeUnit.NANOSECONDS);
        rows.increment((double) count);
    }
}
