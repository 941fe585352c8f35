package dev.chainrule.training;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the transitions of all jobs in their one order: for streams of all jobs. */
@Component
class TransitionReader {

    private static final String UNFINISHED =
            "select id from training_job where status in ('QUEUED', 'RUNNING', 'PAUSED')";

    private final JdbcClient jdbc;

    TransitionReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Numbered(long sequenceNumber, UUID job) {}

    long newest() {
        return jdbc.sql("select coalesce(max(sequence_number), 0) from job_transition")
                .query(Long.class)
                .single();
    }

    List<Numbered> after(long sequenceNumber) {
        return jdbc.sql("""
                select sequence_number, job_id from job_transition
                where sequence_number > :after order by sequence_number""")
                .param("after", sequenceNumber)
                .query((row, number) -> new Numbered(row.getLong(1), row.getObject(2, UUID.class)))
                .list();
    }

    List<UUID> unfinished() {
        return jdbc.sql(UNFINISHED).query(UUID.class).list();
    }

    /** The jobs of which there may be more to tell than their transitions up to a number, each with its revision at that time. */
    Map<UUID, Long> changedAfter(long sequenceNumber) {
        return jdbc
                .sql("""
                select job_id, max(case when sequence_number <= :after then revision else 0 end) from job_transition
                where job_id in (%s)
                   or job_id in (select job_id from job_transition where sequence_number > :after)
                group by job_id""".formatted(UNFINISHED))
                .param("after", sequenceNumber)
                .query((row, number) -> Map.entry(row.getObject(1, UUID.class), row.getLong(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
