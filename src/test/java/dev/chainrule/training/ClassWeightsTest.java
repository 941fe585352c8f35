package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.engine.data.ValidationSplit;
import dev.chainrule.preparation.ClassLabels;
import dev.chainrule.support.Api;
import dev.chainrule.web.Fault;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassWeightsTest {

    private static final ClassLabels LABELS = new ClassLabels(List.of("a", "b"), new int[] {0, 0, 0, 1, 1});

    private final Faults faults = new Faults();

    private Optional<ClassWeights> read(String json) {
        return ClassWeights.read(JsonObject.of(Api.json("{\"classWeights\": " + json + "}"), "/training", faults));
    }

    private SampleWeighting weighting(String json, float[] sampleWeights, int... validation) {
        int[] training = {0, 1, 2, 3};
        return SampleWeighting.of(
                read(json), sampleWeights, Optional.of(LABELS), new ValidationSplit(training, validation), faults);
    }

    @Test
    void balancedCountsTheTrainingRows() {
        // of 4 training rows 3 are a: 4 / (2 * 3) and 4 / (2 * 1)
        SampleWeighting weighting = weighting("\"balanced\"", new float[0], 4);
        assertThat(weighting.training()).containsExactly(4 / 6f, 4 / 6f, 4 / 6f, 2, 2);
        assertThat(weighting.validation()).isEmpty();
        assertThat(faults.list()).isEmpty();
    }

    @Test
    void classWeightsMultiplySampleWeightsInTrainingAlone() {
        SampleWeighting weighting = weighting("{\"b\": 3}", new float[] {1, 2, 0, 0.5f, 1}, 4);
        assertThat(weighting.training()).containsExactly(1, 2, 0, 1.5f, 3);
        assertThat(weighting.validation()).containsExactly(1, 2, 0, 0.5f, 1);
        assertThat(faults.list()).isEmpty();
    }

    @Test
    void withoutClassWeightsThoseOfTheRowsCount() {
        float[] weights = {1, 2, 0, 0.5f, 1};
        assertThat(weighting("null", weights).training()).isSameAs(weights);
        assertThat(weighting("null", new float[0]).training()).isEmpty();
    }

    @Test
    void weightsThatAreAllZeroAreAFault() {
        weighting("{\"a\": 0, \"b\": 0}", new float[0]);
        weighting("null", new float[] {1, 1, 1, 1, 0}, 4);
        assertThat(faults.list())
                .containsExactly(
                        new Fault("/dataset", "the weights of the rows to train on are all 0"),
                        new Fault("/dataset", "the weights of the rows to validate on are all 0"));
    }

    @Test
    void anUnknownLabelIsAFault() {
        weighting("{\"a\": 1, \"c/d\": 2}", new float[0]);
        assertThat(faults.list())
                .containsExactly(new Fault("/training/classWeights/c~1d", "the target has no class \"c/d\""));
    }

    @Test
    void aTargetWithoutClassesHasNoClassWeights() {
        SampleWeighting.of(
                read("\"balanced\""),
                new float[0],
                Optional.empty(),
                new ValidationSplit(new int[] {0}, new int[0]),
                faults);
        assertThat(faults.list()).extracting(Fault::pointer).containsExactly("/training/classWeights");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "balance"    |    | must be "balanced" or an object of weights by label, was "balance"
            3            |    | must be "balanced" or an object of weights by label, was 3
            {"a": -1}    | /a | must be at least 0 and at most 3.4028234663852886e38, was -1
            {"a": "two"} | /a | must be a finite number, was "two"
            """)
    void faultyClassWeightsAreRefused(String json, String below, String detail) {
        read(json);
        assertThat(faults.list())
                .containsExactly(new Fault("/training/classWeights" + (below == null ? "" : below), detail));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"balanced\"", "{\"a\":2.0,\"b\":0.5}"})
    void whatIsWrittenReadsBack(String json) {
        ClassWeights weights = read(json).orElseThrow();
        assertThat(ClassWeights.write(weights).toString()).isEqualTo(json);
    }
}
