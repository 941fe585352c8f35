package dev.chainrule.training;

import dev.chainrule.engine.train.EpochReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** The metrics of training. Jobs and the queue are those of all replicas, samples and epochs those of this process since its start. */
@Component
class TrainingMetrics {

    private final Counter samples;
    private final Timer epochs;

    TrainingMetrics(MeterRegistry registry, JobCounts counts) {
        for (JobStatus status : JobStatus.values()) {
            Gauge.builder("chainrule.jobs", counts, now -> read(now, found -> found.of(status)))
                    .tag("status", status.text())
                    .description("Training jobs by status")
                    .register(registry);
        }
        Gauge.builder("chainrule.queue.age", counts, now -> read(now, TrainingMetrics::oldestWaitSeconds))
                .baseUnit("seconds")
                .description("How long the training job waits that has been in the queue longest; 0 where none waits")
                .register(registry);
        samples = Counter.builder("chainrule.training.samples")
                .description("Rows that went through a training step, each epoch anew")
                .register(registry);
        epochs = Timer.builder("chainrule.training.epoch")
                .description("Time of an epoch's training pass")
                .register(registry);
    }

    private static double oldestWaitSeconds(JobCounts.Counts counts) {
        return counts.oldestWait().toMillis() / 1e3;
    }

    private static double read(JobCounts counts, ToDoubleFunction<JobCounts.Counts> value) {
        return counts.now().map(now -> value.applyAsDouble(now)).orElse(Double.NaN);
    }

    /** Counts an epoch over so many rows: here and not in the loop, whose steps may take less than the counting. */
    void epochEnded(EpochReport report, int rows) {
        samples.increment(rows);
        epochs.record((long) (report.seconds() * 1e9), TimeUnit.NANOSECONDS);
    }
}
