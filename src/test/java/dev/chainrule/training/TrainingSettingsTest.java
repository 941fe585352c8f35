package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.optim.ClippingSpec;
import dev.chainrule.engine.optim.ScheduleSpec;
import dev.chainrule.engine.train.StopRules;
import dev.chainrule.support.Api;
import dev.chainrule.web.Fault;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonObject;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class TrainingSettingsTest {

    private final Faults faults = new Faults();

    private TrainingSettings read(String json) {
        return TrainingSettings.read(JsonObject.of(Api.json(json), "/training", faults), validation -> null);
    }

    /** As a dry run shows it. */
    private JsonNode resolved(String json) {
        TrainingSettings settings = read(json);
        assertThat(faults.list()).isEmpty();
        return TrainingSettings.write(
                settings.resolve(new Loss.MeanSquaredError(), 1, 10),
                settings.classWeights(),
                Validation.write(settings.validation(), null),
                settings.checkpoints());
    }

    @Test
    void nothingIsScheduledClippedOrStoppedByDefault() {
        TrainingSettings settings = read("{}");
        assertThat(settings.schedule()).isEqualTo(new ScheduleSpec.Constant(0));
        assertThat(settings.clipping()).isEqualTo(new ClippingSpec.None());
        assertThat(settings.stop()).isEqualTo(StopRules.NONE);
        JsonNode plan = resolved("{}");
        assertThat(plan.has("schedule") || plan.has("gradientClipping") || plan.has("stop"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"schedule": {"type": "constant", "warmupEpochs": 2}} | {"type":"constant","warmupEpochs":2}
            {"schedule": "step"}                | {"type":"step","factor":0.1,"everyEpochs":30,"warmupEpochs":0}
            {"schedule": "exponential"}         | {"type":"exponential","factor":0.95,"warmupEpochs":0}
            {"schedule": "inverse_time"}        | {"type":"inverse_time","decay":0.01,"warmupEpochs":0}
            {"schedule": {"type": "cosine"}}    | {"type":"cosine","minFactor":0.0,"warmupEpochs":0}
            {"schedule": "reduce_on_plateau"}   | {"type":"reduce_on_plateau","factor":0.1,"patience":10,"minDelta":0.0,"warmupEpochs":0}
            """)
    void aScheduleHasDefaultsAndReadsBack(String json, String expected) {
        JsonNode plan = resolved(json);
        assertThat(plan.path("schedule").toString()).isEqualTo(expected);
        assertThat(resolved(plan.toString())).isEqualTo(plan);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"targetLoss": 0.5}                        | {"targetLoss":0.5,"minDelta":0.0,"restoreBest":false}
            {"patience": 3}                            | {"patience":3,"minDelta":0.0,"restoreBest":true}
            {"patience": 3, "minDelta": 0.5, "restoreBest": false} | {"patience":3,"minDelta":0.5,"restoreBest":false}
            {"maxSeconds": 600}                        | {"minDelta":0.0,"restoreBest":false,"maxSeconds":600.0}
            {"restoreBest": true}                      | {"minDelta":0.0,"restoreBest":true}
            """)
    void whatStopsHasDefaultsAndReadsBack(String json, String expected) {
        JsonNode plan = resolved("{\"stop\": " + json + "}");
        assertThat(plan.path("stop").toString()).isEqualTo(expected);
        assertThat(resolved(plan.toString())).isEqualTo(plan);
    }

    @Test
    void clippingReadsBack() {
        for (String clipping : new String[] {"{\"norm\":0.5}", "{\"value\":2.0}"}) {
            assertThat(resolved("{\"gradientClipping\": " + clipping + "}")
                            .path("gradientClipping")
                            .toString())
                    .isEqualTo(clipping);
        }
        assertThat(read("{\"stop\": {\"patience\": 2}}").stop())
                .isEqualTo(new StopRules(OptionalDouble.empty(), OptionalInt.of(2), 0, true, OptionalDouble.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"schedule": "linear"}                                | /schedule | "linear" is not known; allowed are constant, step, exponential, inverse_time, cosine, reduce_on_plateau
            {"schedule": {"factor": 0.5}}                         | /schedule/type | is missing
            {"schedule": {"type": "step", "factor": 0}}           | /schedule/factor | must be greater than 0 and at most 1, was 0
            {"schedule": {"type": "step", "factor": 2}}           | /schedule/factor | must be greater than 0 and at most 1, was 2
            {"schedule": {"type": "step", "everyEpochs": 0}}      | /schedule/everyEpochs | must be at least 1, was 0
            {"schedule": {"type": "cosine", "minFactor": 1.5}}    | /schedule/minFactor | must be at least 0 and at most 1, was 1.5
            {"schedule": {"type": "cosine", "decay": 1}}          | /schedule/decay | unknown property; allowed here are type, minFactor, warmupEpochs
            {"schedule": {"type": "inverse_time", "decay": -1}}   | /schedule/decay | must be at least 0, was -1
            {"schedule": {"type": "constant", "warmupEpochs": -1}} | /schedule/warmupEpochs | must be at least 0, was -1
            {"schedule": {"type": "reduce_on_plateau", "patience": 0}} | /schedule/patience | must be at least 1, was 0
            {"gradientClipping": {}}                              | /gradientClipping | must have either norm or value
            {"gradientClipping": {"norm": 1, "value": 1}}         | /gradientClipping | must have either norm or value
            {"gradientClipping": {"norm": 0}}                     | /gradientClipping/norm | must be greater than 0, was 0
            {"gradientClipping": {"norm": 1, "max": 1}}           | /gradientClipping/max | unknown property; allowed here are norm, value
            {"stop": {"patience": 0}}                             | /stop/patience | must be at least 1, was 0
            {"stop": {"minDelta": -1}}                            | /stop/minDelta | must be at least 0, was -1
            {"stop": {"restoreBest": "yes"}}                      | /stop/restoreBest | must be true or false, was "yes"
            {"stop": {"maxSeconds": 0}}                           | /stop/maxSeconds | must be greater than 0, was 0
            {"stop": {"patients": 1}}                             | /stop/patients | unknown property; allowed here are targetLoss, patience, minDelta, restoreBest, maxSeconds
            """)
    void faultsAreNamed(String json, String below, String detail) {
        read(json);
        assertThat(faults.list()).containsExactly(new Fault("/training" + below, detail));
    }
}
