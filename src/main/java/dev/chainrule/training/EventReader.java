package dev.chainrule.training;

import dev.chainrule.web.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntBinaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what is newer than a position from a job's rows. Whoever writes locks the job's row first and raises its revision, so that
 * revisions become visible in their order: once the job's is known, all rows up to it are there to be read.
 */
@Component
class EventReader {

    private final JdbcClient jdbc;
    private final TrainingService jobs;
    private final JsonMapper mapper;

    EventReader(JdbcClient jdbc, TrainingService jobs, JsonMapper mapper) {
        this.jdbc = jdbc;
        this.jobs = jobs;
        this.mapper = mapper;
    }

    /**
     * Where a job stands.
     *
     * @param epochs the last one that is recorded, of each member; after an interruption it may be less than before
     */
    record State(UUID job, long revision, List<Integer> epochs, boolean ended) {

        EventPosition position() {
            return new EventPosition(
                    revision,
                    epochs.stream()
                            .map(epoch -> new EventPosition.Member(epoch, 0))
                            .toList(),
                    ended);
        }
    }

    /** @param epoch 0 for a transition */
    private record Row(long revision, int member, int epoch, JobEvent.Kind kind, long sequenceNumber, String data) {

        EventPosition.Member told() {
            return switch (kind) {
                case EPOCH -> new EventPosition.Member(epoch, 0);
                case CHECKPOINT -> new EventPosition.Member(0, epoch);
                case STATE, DONE -> new EventPosition.Member(0, 0);
            };
        }
    }

    /** Where those of the jobs stand that exist. */
    List<State> states(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<UUID, State> states = new LinkedHashMap<>();
        jdbc.sql("""
                select j.id, j.revision, j.status, m.epoch from training_job j left join job_member m on m.job_id = j.id
                where j.id in (:ids) order by j.id, m.member""").param("ids", ids).query(row -> {
            UUID id = row.getObject("id", UUID.class);
            boolean ended = JobStatus.valueOf(row.getString("status")).isEnded();
            long revision = row.getLong("revision");
            states.computeIfAbsent(id, job -> new State(job, revision, new ArrayList<>(), ended))
                    .epochs()
                    .add(row.getInt("epoch"));
        });
        return List.copyOf(states.values());
    }

    /**
     * What a job gave beyond a position, in order: transitions, epochs and checkpoints by revision and, within one, by epoch, then the end.
     *
     * @param most how many epochs to tell where there are so many of so many members: see {@link NewEpochs#choose}
     */
    List<JobEvent> read(State state, EventPosition from, IntBinaryOperator most) {
        List<Row> rows = new ArrayList<>(transitions(state, from));
        rows.addAll(epochs(state, from, most));
        rows.addAll(checkpoints(state, from));
        rows.sort(Comparator.comparingLong(Row::revision)
                .thenComparingInt(Row::epoch)
                .thenComparingInt(Row::member)
                .thenComparing(Row::kind));
        List<JobEvent> events = new ArrayList<>(rows.size() + 1);
        EventPosition position = from;
        for (Row row : rows) {
            position = position.with(row.revision(), row.member(), row.told());
            events.add(new JobEvent(state.job(), row.kind(), position, row.member(), row.sequenceNumber(), row.data()));
        }
        if (state.ended() && !from.end()) {
            EventPosition end = new EventPosition(state.revision(), position.members(), true);
            finished(state.job())
                    .ifPresent(data -> events.add(new JobEvent(state.job(), JobEvent.Kind.DONE, end, 0, 0, data)));
        }
        return events;
    }

    private List<Row> transitions(State state, EventPosition from) {
        return from.revision() >= state.revision()
                ? List.of()
                : jdbc.sql("""
                        select revision, sequence_number, status, at, reason from job_transition
                        where job_id = :job and revision > :from and revision <= :to""")
                        .param("job", state.job())
                        .param("from", from.revision())
                        .param("to", state.revision())
                        .query((row, number) -> new Row(
                                row.getLong("revision"),
                                0,
                                0,
                                JobEvent.Kind.STATE,
                                row.getLong("sequence_number"),
                                data(
                                        state.job(),
                                        new JobView.TransitionView(
                                                JobStatus.valueOf(row.getString("status"))
                                                        .text(),
                                                row.getObject("at", OffsetDateTime.class)
                                                        .toInstant(),
                                                row.getString("reason")))))
                        .list();
    }

    private List<Row> epochs(State state, EventPosition from, IntBinaryOperator most) {
        NewEpochs news = NewEpochs.between(from, state.position());
        List<Row> rows = new ArrayList<>();
        news.choose(most.applyAsInt(news.count(), news.ranges().size()), state.revision())
                .forEach((member, wanted) -> rows.addAll(jdbc.sql("""
                select member, epoch, revision, train_loss, validation_loss, learning_rate, metrics, seconds
                from job_epoch
                where job_id = :job and member = :member and epoch in (:epochs) and revision <= :to""")
                        .param("job", state.job())
                        .param("member", member)
                        .param("epochs", wanted)
                        .param("to", state.revision())
                        .query((row, number) -> new Row(
                                row.getLong("revision"),
                                row.getInt("member"),
                                row.getInt("epoch"),
                                JobEvent.Kind.EPOCH,
                                0,
                                data(state.job(), epoch(row))))
                        .list()));
        return rows;
    }

    /** Those that are kept. One of the revision that was told last may be news: the rows of a transaction share it. */
    private List<Row> checkpoints(State state, EventPosition from) {
        return jdbc
                .sql("""
                select member, epoch, revision, train_loss, validation_loss, created_at from job_checkpoint
                where job_id = :job and revision >= :from and revision <= :to""")
                .param("job", state.job())
                .param("from", from.revision())
                .param("to", state.revision())
                .query((row, number) -> new Row(
                        row.getLong("revision"),
                        row.getInt("member"),
                        row.getInt("epoch"),
                        JobEvent.Kind.CHECKPOINT,
                        0,
                        data(state.job(), checkpoint(row))))
                .list()
                .stream()
                .filter(row -> row.epoch() > from.of(row.member()).checkpoint())
                .toList();
    }

    private static CheckpointView checkpoint(ResultSet row) throws SQLException {
        return new CheckpointView(
                row.getInt("member"),
                row.getInt("epoch"),
                row.getDouble("train_loss"),
                row.getObject("validation_loss", Double.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private EpochView epoch(ResultSet row) throws SQLException {
        return new EpochView(
                row.getInt("member"),
                row.getInt("epoch"),
                row.getDouble("train_loss"),
                row.getObject("validation_loss", Double.class),
                row.getDouble("learning_rate"),
                mapper.readTree(row.getString("metrics")),
                row.getDouble("seconds"));
    }

    /** Empty if somebody has deleted the job since. */
    private Optional<String> finished(UUID job) {
        try {
            return Optional.of(data(job, jobs.find(job)));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private String data(UUID job, Object view) {
        ObjectNode data = mapper.createObjectNode().put("jobId", job.toString());
        data.setAll((ObjectNode) mapper.valueToTree(view));
        return mapper.writeValueAsString(data);
    }
}
