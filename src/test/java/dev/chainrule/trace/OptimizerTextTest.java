package dev.chainrule.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** The first update of w = 1 with the gradient 1, by each optimizer, with settings whose results can be worked out by hand. */
class OptimizerTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '@', quoteCharacter = '`', textBlock = """
            "sgd", "momentum": 0.5, "nesterov": true @ v = 1; w[0][0][0] = 1 - 0.5*(1 + 0.5*1) = 0.25
            "sgd", "weightDecay": 0.5 @ g = 1 + 0.5*1 = 1.5; w[0][0][0] = 1 - 0.5*1.5 = 0.25
            "adamw", "beta1": 0.5, "beta2": 0.75, "epsilon": 0.25, "weightDecay": 0.5 @ M = 0.5*0 + (1 - 0.5)*1 = 0.5; V = 0.75*0 + (1 - 0.75)*1^2 = 0.25; w[0][0][0] = 1*(1 - 0.5*0.5) - 0.5 * (0.5/(1 - 0.5^1)) / (sqrt(0.25/(1 - 0.75^1)) + 0.25) = 0.35
            "nadam", "beta1": 0.5, "beta2": 0.75, "epsilon": 0.25 @ M = 0.5*0 + (1 - 0.5)*1 = 0.5; V = 0.75*0 + (1 - 0.75)*1^2 = 0.25; w[0][0][0] = 1 - 0.5 * ((1 - 0.250041)/(1 - 0.250041)*1 + 0.250082/(1 - 0.250041*0.250082)*0.5) / (sqrt(0.25/(1 - 0.75^1)) + 0.25) = 0.546648
            "adamax", "beta1": 0.5, "beta2": 0.75, "epsilon": 0.25 @ M = 0.5*0 + (1 - 0.5)*1 = 0.5; U = max(0.75*0, |1| + 0.25) = 1.25; w[0][0][0] = 1 - 0.5/(1 - 0.5^1) * 0.5/1.25 = 0.6
            "rmsprop", "rho": 0.75, "epsilon": 0.5 @ V = 0.75*0 + (1 - 0.75)*1^2 = 0.25; w[0][0][0] = 1 - 0.5 * 1/(sqrt(0.25) + 0.5) = 0.5
            "rmsprop", "rho": 0.75, "epsilon": 0.5, "momentum": 0.5 @ V = 0.75*0 + (1 - 0.75)*1^2 = 0.25; B = 0.5*0 + 1/(sqrt(0.25) + 0.5) = 1; w[0][0][0] = 1 - 0.5*1 = 0.5
            "adagrad", "epsilon": 1 @ V = 0 + 1^2 = 1; w[0][0][0] = 1 - 0.5*1/(sqrt(1) + 1) = 0.75
            "adadelta", "rho": 0.75, "epsilon": 0.75 @ V = 0.75*0 + (1 - 0.75)*1^2 = 0.25; q = 1 * sqrt(0 + 0.75) / sqrt(0.25 + 0.75) = 0.866025; U = 0.75*0 + (1 - 0.75)*0.866025^2 = 0.1875; w[0][0][0] = 1 - 0.5*0.866025 = 0.566987
            "lion", "beta1": 0.5, "beta2": 0.75, "weightDecay": 0.5 @ c = 0.5*0 + (1 - 0.5)*1 = 0.5; M = 0.75*0 + (1 - 0.75)*1 = 0.25; w[0][0][0] = 1*(1 - 0.5*0.5) - 0.5*sign(0.5) = 0.25
            """)
    void theUpdateStandsInNumbers(String settings, String line) {
        assertThat(explain("", settings)).last().isEqualTo(line);
    }

    @Test
    void penaltiesAndDecayAddToTheGradient() {
        assertThat(explain(", \"l1\": 0.25, \"l2\": 0.125", "\"sgd\", \"weightDecay\": 0.5"))
                .last()
                .isEqualTo("g = 1 + 2*0.125*1 + 0.25*1 + 0.5*1 = 2; w[0][0][0] = 1 - 0.5*2 = 0");
    }

    /** p = w, so that the loss is w^2 / 2 and its gradient w. */
    private static List<String> explain(String layerSettings, String optimizer) {
        String json = """
                {"network": {"layers": [{"type": "dense", "units": 1, "bias": false%s}],
                             "parameters": [{"weights": [[1]]}]},
                 "loss": "half_squared_error", "input": [1], "target": [0],
                 "optimizer": {"learningRate": 0.5, "type": %s}}""".formatted(layerSettings, optimizer);
        Trace trace = new TraceService()
                .trace(TraceRequestReader.read(JsonMapper.shared().readTree(json), null));
        return trace.steps().getFirst().explanation();
    }
}
