package dev.chainrule.training;

import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether the queue looks for jobs to run, and how many wait. */
@Component("queueHealthIndicator")
class QueueHealth implements HealthIndicator {

    /** It looks every two seconds; on a machine with more work than cores, later. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(20);

    private final JobQueue queue;
    private final JobCounts counts;

    QueueHealth(JobQueue queue, JobCounts counts) {
        this.queue = queue;
        this.counts = counts;
    }

    @Override
    public Health health() {
        Duration silence = queue.silence();
        Health.Builder health = silence.compareTo(LONGEST_SILENCE) <= 0
                ? Health.up()
                : Health.down().withDetail("reason", "it has not looked for jobs for " + silence.toSeconds() + " s");
        counts.now()
                .ifPresent(now -> health.withDetail("running", now.of(JobStatus.RUNNING))
                        .withDetail("queued", now.of(JobStatus.QUEUED))
                        .withDetail("oldestWaitsSeconds", now.oldestWait().toSeconds()));
        return health.build();
    }
}
