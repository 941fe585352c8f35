package dev.chainrule.training;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.chainrule.web.ChainruleProperties;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The queue of training jobs: db-scheduler's table, from which a bounded pool of platform threads claims them. An execution carries
 * nothing but the job's id; its state lies in the job's own tables.
 */
@Component
class JobQueue implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(JobQueue.class);

    private static final TaskDescriptor<Void> TRAINING = TaskDescriptor.of("training");
    /** Jobs of this process are noticed at once; this is how soon those of other replicas are. */
    private static final Duration POLLING = Duration.ofSeconds(2);
    /** A replica that has not been heard of for four heartbeats is dead, and its jobs continue elsewhere. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration SHUTDOWN = Duration.ofSeconds(15);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Scheduler scheduler;
    private final DatabaseClock clock;
    private final TrainingJobRepository jobs;
    private final RunningJobs running;
    private final TransactionTemplate transactions;
    private final JdbcTemplate jdbc;
    private volatile boolean started;
    private volatile long lastLook = System.nanoTime();

    JobQueue(
            DataSource dataSource,
            ChainruleProperties properties,
            JobExecution execution,
            TrainingJobRepository jobs,
            RunningJobs running,
            TransactionTemplate transactions,
            JdbcTemplate jdbc) {
        this.clock = new DatabaseClock(jdbc);
        this.jobs = jobs;
        this.running = running;
        this.transactions = transactions;
        this.jdbc = jdbc;
        CustomTask<Void> task = Tasks.custom(TRAINING)
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, clock.now().plus(RETRY_AFTER)))
                .execute((instance, context) -> {
                    UUID job = UUID.fromString(instance.getId());
                    execution.run(job);
                    return (complete, operations) ->
                            end(job, () -> operations.reschedule(complete, longAgo()), operations::remove);
                });
        this.scheduler = Scheduler.create(new TransactionAwareDataSourceProxy(dataSource), task)
                .threads(properties.jobThreads())
                .pollingInterval(POLLING)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(SHUTDOWN)
                .schedulerName(new SchedulerName.Fixed(UUID.randomUUID().toString()))
                .clock(clock)
                .alwaysPersistTimestampInUTC()
                .addSchedulerListener(new AbstractSchedulerListener() {
                    @Override
                    public void onSchedulerEvent(SchedulerEventType type) {
                        if (type == SchedulerEventType.RAN_EXECUTE_DUE) {
                            lastLook = System.nanoTime();
                        }
                    }
                })
                .build();
    }

    /** How long it has been since the database was last asked for jobs to run. */
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - lastLook);
    }

    /** Puts a job into the queue, in the transaction that is under way; it is looked for as soon as that has committed. */
    void add(UUID job) {
        scheduler.scheduleIfNotExists(TRAINING.instance(job.toString()).scheduledTo(longAgo()));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                scheduler.triggerCheckForDueExecutions();
            }
        });
    }

    /**
     * Ends an execution: it stays for a job that waits to be run. With the job locked, so that whoever resumes it either finds the
     * execution gone and adds one, or makes it stay.
     */
    private void end(UUID job, Runnable again, Runnable remove) {
        transactions.executeWithoutResult(status -> {
            boolean waits = jobs.lock(job)
                    .map(found -> found.status() == JobStatus.QUEUED)
                    .orElse(false);
            (waits ? again : remove).run();
        });
        scheduler.triggerCheckForDueExecutions();
    }

    /** A little before now, so that no rounding of times makes the job wait for the next polling. */
    private Instant longAgo() {
        return clock.now().minusSeconds(1);
    }

    /** Whether this database can be open in one process only, so that whatever was running at the start has ended. */
    private boolean isOursAlone() {
        Boolean h2 = jdbc.execute((Connection connection) ->
                connection.getMetaData().getDatabaseProductName().equals("H2"));
        return Boolean.TRUE.equals(h2);
    }

    @Override
    public void start() {
        if (isOursAlone()) {
            int interrupted =
                    jdbc.update("update scheduled_tasks set picked = false, picked_by = null where picked = true");
            if (interrupted > 0) {
                log.info("{} training jobs were interrupted and continue now", interrupted);
            }
        }
        scheduler.start();
        started = true;
    }

    @Override
    public void stop() {
        running.stopAll();
        scheduler.stop();
        started = false;
    }

    @Override
    public boolean isRunning() {
        return started;
    }
}
