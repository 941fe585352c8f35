package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamPositionTest {

    private static final UUID JOB = UUID.fromString("01a20cce-8f86-7e7a-a4b4-441c17d8aef8");

    private static JobEvent event(JobEvent.Kind kind, EventPosition position, long sequenceNumber) {
        return new JobEvent(JOB, kind, position, sequenceNumber, "{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"17d8aef8:5.42", "17d8aef8:6.100d", "12/", "12/17d8aef8:5.42", "0/17d8aef8:0.0"})
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
        told.add(event(JobEvent.Kind.STATE, new EventPosition(1, 0, false), 11));
        assertThat(told.position()).hasValueSatisfying(at -> assertThat(at).hasToString("10/17d8aef8:1.0"));
        told.settle(11);
        assertThat(told.position()).hasValueSatisfying(at -> assertThat(at).hasToString("11/"));
        told.add(event(JobEvent.Kind.EPOCH, new EventPosition(3, 7, false), 0));
        assertThat(told.position()).hasValueSatisfying(at -> assertThat(at).hasToString("11/17d8aef8:3.7"));
        told.add(event(JobEvent.Kind.STATE, new EventPosition(4, 7, false), 12));
        told.add(event(JobEvent.Kind.DONE, new EventPosition(4, 7, true), 0));
        told.settle(9);
        assertThat(told.position()).hasValueSatisfying(at -> assertThat(at).hasToString("11/17d8aef8:4.7d"));
        told.settle(12);
        assertThat(told.position()).hasValueSatisfying(at -> assertThat(at).hasToString("12/"));
    }

    @Test
    void anEpochThatIsRepeatedIsNoNews() {
        EventPosition told = new EventPosition(9, 50, false);
        assertThat(told.isBefore(event(JobEvent.Kind.EPOCH, new EventPosition(12, 50, false), 0)))
                .isFalse();
        assertThat(told.isBefore(event(JobEvent.Kind.EPOCH, new EventPosition(9, 51, false), 0)))
                .isTrue();
        assertThat(told.isBefore(event(JobEvent.Kind.STATE, new EventPosition(10, 40, false), 5)))
                .isTrue();
        EventPosition after = told.with(event(JobEvent.Kind.STATE, new EventPosition(10, 40, false), 5));
        assertThat(after).isEqualTo(new EventPosition(10, 50, false));
    }
}
