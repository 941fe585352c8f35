package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamPositionTest {

    private static final UUID JOB = UUID.fromString("01a20cce-8f86-7e7a-a4b4-441c17d8aef8");

    private static JobEvent event(JobEvent.Kind kind, EventPosition position, long sequenceNumber) {
        return new JobEvent(JOB, kind, position, 0, sequenceNumber, "{}");
    }

    private static EventPosition at(long revision, int epoch, boolean end) {
        return new EventPosition(revision, List.of(new EventPosition.Member(epoch, 0)), end);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "17d8aef8:5.42",
                "17d8aef8:6.100d",
                "12/",
                "12/17d8aef8:5.42",
                "0/17d8aef8:0.0",
                "17d8aef8:5.42+40",
                "17d8aef8:5.42+40-0-17+10d"
            })
    void whatIsWrittenIsReadAgain(String text) {
        assertThat(StreamPosition.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "/",
                "x/",
                "5.42",
                "17d8aef8:5",
                "17d8aef8:5.42,",
                "17d8aef8:5.42e",
                "17d8aef8:5.42+",
                "17d8aef8:5.42-",
                "17d8aef8:5.42+4+4",
                "d8aef8:5.42",
                "17d8aef8:-5.42"
            })
    void anythingElseIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> StreamPosition.parse(text));
    }

    @Test
    void aStreamOfAllJobsListsOnlyWhatTheSettledTransitionsDoNotSay() {
        ToldJobs told = new ToldJobs();
        told.settle(10);
        told.add(event(JobEvent.Kind.STATE, at(1, 0, false), 11));
        assertThat(told.position()).hasValueSatisfying(at -> assertThat(at).hasToString("10/17d8aef8:1.0"));
        told.settle(11);
        assertThat(told.position()).hasValueSatisfying(at -> assertThat(at).hasToString("11/"));
        told.add(event(JobEvent.Kind.EPOCH, at(3, 7, false), 0));
        assertThat(told.position()).hasValueSatisfying(at -> assertThat(at).hasToString("11/17d8aef8:3.7"));
        told.add(event(JobEvent.Kind.STATE, at(4, 7, false), 12));
        told.add(event(JobEvent.Kind.DONE, at(4, 7, true), 0));
        told.settle(9);
        assertThat(told.position()).hasValueSatisfying(at -> assertThat(at).hasToString("11/17d8aef8:4.7d"));
        told.settle(12);
        assertThat(told.position()).hasValueSatisfying(at -> assertThat(at).hasToString("12/"));
    }

    @Test
    void anEpochThatIsRepeatedIsNoNews() {
        EventPosition told = at(9, 50, false);
        assertThat(told.isBefore(event(JobEvent.Kind.EPOCH, at(12, 50, false), 0)))
                .isFalse();
        assertThat(told.isBefore(event(JobEvent.Kind.EPOCH, at(9, 51, false), 0)))
                .isTrue();
        assertThat(told.isBefore(event(JobEvent.Kind.STATE, at(10, 40, false), 5)))
                .isTrue();
        EventPosition after = told.with(at(10, 40, false));
        assertThat(after).isEqualTo(at(10, 50, false));
    }

    @Test
    void checkpointsAndMembersAreToldEachOnItsOwn() {
        EventPosition told = EventPosition.parse("9.50+40-7");
        assertThat(told.of(1)).isEqualTo(new EventPosition.Member(7, 0));
        assertThat(told.of(2)).isEqualTo(new EventPosition.Member(0, 0));
        EventPosition next = told.with(10, 2, new EventPosition.Member(3, 0));
        assertThat(next).hasToString("10.50+40-7-3");
        assertThat(told.isBefore(new JobEvent(JOB, JobEvent.Kind.EPOCH, next, 2, 0, "{}")))
                .isTrue();
        assertThat(told.isBefore(new JobEvent(JOB, JobEvent.Kind.EPOCH, next, 1, 0, "{}")))
                .isFalse();
        EventPosition kept = next.with(11, 0, new EventPosition.Member(0, 50));
        assertThat(told.isBefore(new JobEvent(JOB, JobEvent.Kind.CHECKPOINT, kept, 0, 0, "{}")))
                .isTrue();
        assertThat(kept.isBefore(new JobEvent(JOB, JobEvent.Kind.CHECKPOINT, kept, 0, 0, "{}")))
                .isFalse();
        assertThat(told.with(kept)).isEqualTo(kept);
    }
}
