package dev.chainrule.training;

import dev.chainrule.web.Patience;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** How many jobs there are, over all replicas. Asked of the database, but at most once a second however many want to know. */
@Component
class JobCounts {

    private static final Duration GOOD_FOR = Duration.ofSeconds(1);

    private final TrainingJobRepository jobs;
    private final JobTransitionRepository transitions;
    private final Clock clock;
    private Optional<Counts> last = Optional.empty();
    private long askedAt = System.nanoTime() - GOOD_FOR.toNanos();

    JobCounts(TrainingJobRepository jobs, JobTransitionRepository transitions, Clock clock) {
        this.jobs = jobs;
        this.transitions = transitions;
        this.clock = clock;
    }

    /**
     * The jobs of each status that has any.
     *
     * @param oldestWait since when the job waits that has been in the queue longest; zero where none waits
     */
    record Counts(Map<JobStatus, Long> jobs, Duration oldestWait) {

        long of(JobStatus status) {
            return jobs.getOrDefault(status, 0L);
        }
    }

    /** The jobs of one status. */
    record OfStatus(JobStatus status, long jobs) {}

    /** Empty where the database does not answer. */
    synchronized Optional<Counts> now() {
        if (System.nanoTime() - askedAt >= GOOD_FOR.toNanos()) {
            last = Patience.ask(this::count);
            askedAt = System.nanoTime();
        }
        return last;
    }

    private Counts count() {
        Map<JobStatus, Long> byStatus = new EnumMap<>(JobStatus.class);
        List<OfStatus> found = jobs.countByStatuses();
        found.forEach(some -> byStatus.put(some.status(), some.jobs()));
        Duration oldest = transitions
                .oldestInQueue()
                .map(since -> Duration.between(since, clock.instant()))
                .filter(wait -> !wait.isNegative())
                .orElse(Duration.ZERO);
        return new Counts(byStatus, oldest);
    }
}
