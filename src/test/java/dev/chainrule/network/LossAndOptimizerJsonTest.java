package dev.chainrule.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.optim.Moments;
import dev.chainrule.engine.optim.OptimizerSpec;
import dev.chainrule.engine.optim.OptimizerSpec.AdadeltaSpec;
import dev.chainrule.engine.optim.OptimizerSpec.AdagradSpec;
import dev.chainrule.engine.optim.OptimizerSpec.AdamSpec;
import dev.chainrule.engine.optim.OptimizerSpec.AdamWSpec;
import dev.chainrule.engine.optim.OptimizerSpec.AdamaxSpec;
import dev.chainrule.engine.optim.OptimizerSpec.NadamSpec;
import dev.chainrule.engine.optim.OptimizerSpec.RmspropSpec;
import dev.chainrule.engine.optim.OptimizerSpec.SgdSpec;
import dev.chainrule.engine.optim.WeightDecay;
import dev.chainrule.support.Api;
import dev.chainrule.web.Fault;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LossAndOptimizerJsonTest {

    private final Faults faults = new Faults();

    private JsonObject training(String json) {
        return JsonObject.of(Api.json(json), "/training", faults);
    }

    private OptimizerSpec optimizer(String json) {
        return OptimizerJson.read(training("{\"optimizer\": " + json + "}"), "optimizer");
    }

    @Test
    void anOptimizerHasDefaults() {
        WeightDecay none = new WeightDecay(0, true);
        Moments moments = new Moments(0.9, 0.999, 1e-8);
        AdamSpec adam = new AdamSpec(0.001, moments, none);
        assertThat(optimizer("null")).isEqualTo(adam);
        assertThat(optimizer("\"adam\"")).isEqualTo(adam);
        assertThat(optimizer("{\"type\": \"adam\"}")).isEqualTo(adam);
        assertThat(optimizer("\"sgd\"")).isEqualTo(new SgdSpec(0.01, 0, false, none));
        assertThat(optimizer("\"adamw\"")).isEqualTo(new AdamWSpec(0.001, moments, new WeightDecay(0.01, true)));
        assertThat(optimizer("\"nadam\"")).isEqualTo(new NadamSpec(0.002, moments, none));
        assertThat(optimizer("\"adamax\"")).isEqualTo(new AdamaxSpec(0.002, moments, none));
        assertThat(optimizer("\"rmsprop\"")).isEqualTo(new RmspropSpec(0.01, 0.99, 1e-8, 0, none));
        assertThat(optimizer("\"adagrad\"")).isEqualTo(new AdagradSpec(0.01, 1e-10, none));
        assertThat(optimizer("\"adadelta\"")).isEqualTo(new AdadeltaSpec(1, 0.9, 1e-6, none));
        assertThat(faults.list()).isEmpty();
    }

    @Test
    void anOptimizerReadsBackFromWhatIsWritten() {
        WeightDecay decay = new WeightDecay(0.5, false);
        Moments moments = new Moments(0.125, 0.25, 1e-7);
        List<OptimizerSpec> specs = List.of(
                new SgdSpec(0.5, 0.25, true, decay),
                new AdamSpec(0.5, moments, decay),
                new AdamWSpec(0.5, moments, decay),
                new NadamSpec(0.5, moments, decay),
                new AdamaxSpec(0.5, moments, decay),
                new RmspropSpec(0.5, 0.75, 1e-7, 0.25, decay),
                new AdagradSpec(0.5, 1e-7, decay),
                new AdadeltaSpec(0.5, 0.75, 1e-7, decay));
        assertThat(specs).hasSameSizeAs(OptimizerSpec.class.getPermittedSubclasses());
        for (OptimizerSpec spec : specs) {
            assertThat(optimizer(OptimizerJson.write(spec).toString())).isEqualTo(spec);
        }
        assertThat(OptimizerJson.write(new SgdSpec(0.1, 0)).toString())
                .isEqualTo("{\"type\":\"sgd\",\"learningRate\":0.1,\"momentum\":0.0,\"nesterov\":false,"
                        + "\"weightDecay\":0.0,\"decayBiases\":true}");
        assertThat(faults.list()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "adman"                                   |               | "adman" is not known; allowed are sgd, adam, adamw, nadam, adamax, rmsprop, adagrad, adadelta
            {"learningRate": 0.1}                     | /type         | is missing
            {"type": "sgd", "learningRate": "fast"}   | /learningRate | must be a finite number, was "fast"
            {"type": "sgd", "learningRate": 0}        | /learningRate | must be greater than 0, was 0
            {"type": "sgd", "learningrate": 1}        | /learningrate | unknown property; did you mean learningRate?
            {"type": "sgd", "momentum": 1}            | /momentum     | must be at least 0 and below 1, was 1
            {"type": "sgd", "nesterov": 1}            | /nesterov     | must be true or false, was 1
            {"type": "sgd", "weightDecay": -1}        | /weightDecay  | must be at least 0, was -1
            {"type": "adamw", "decayBiases": "no"}    | /decayBiases  | must be true or false, was "no"
            {"type": "adam", "momentum": 0.9}         | /momentum     | unknown property; allowed here are type, learningRate, beta1, beta2, epsilon, weightDecay, decayBiases
            {"type": "rmsprop", "rho": 1}             | /rho          | must be at least 0 and below 1, was 1
            {"type": "rmsprop", "momentum": 1}        | /momentum     | must be at least 0 and below 1, was 1
            {"type": "adagrad", "epsilon": 0}         | /epsilon      | must be greater than 0, was 0
            {"type": "adadelta", "rho": -1}           | /rho          | must be at least 0 and below 1, was -1
            {"type": "adam", "beta1": -0.1}           | /beta1        | must be at least 0 and below 1, was -0.1
            {"type": "adam", "beta2": 1}              | /beta2        | must be at least 0 and below 1, was 1
            {"type": "adam", "epsilon": 0}            | /epsilon      | must be greater than 0, was 0
            7                                         |               | must be a string or an object with a type, was 7
            """)
    void aFaultyOptimizerIsRefused(String json, String below, String detail) {
        assertThat(optimizer(json)).isNotNull();
        assertThat(faults.list())
                .containsExactly(new Fault("/training/optimizer" + (below == null ? "" : below), detail));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mean_squared_error", "half_squared_error", "binary_cross_entropy", "categorical_cross_entropy"})
    void everyLossReadsBack(String name) {
        Loss loss =
                LossJson.read(training("{\"loss\": \"" + name + "\"}"), "loss").orElseThrow();
        assertThat(LossJson.write(loss).stringValue()).isEqualTo(name);
        assertThat(LossJson.read(training("{\"loss\": {\"type\": \"" + name + "\"}}"), "loss"))
                .contains(loss);
        assertThat(faults.list()).isEmpty();
    }

    @Test
    void whatALossCannotDoYetIsSaid() {
        assertThat(LossJson.read(training("{\"loss\": \"huber\"}"), "loss")).isEmpty();
        LossJson.read(training("{\"loss\": {\"type\": \"binary_cross_entropy\", \"labelSmoothing\": 0.1}}"), "loss");
        assertThat(faults.list())
                .containsExactly(
                        new Fault(
                                "/training/loss",
                                "\"huber\" is not supported yet; allowed are mean_squared_error, half_squared_error,"
                                        + " binary_cross_entropy, categorical_cross_entropy"),
                        new Fault("/training/loss/labelSmoothing", "is not supported yet"));
    }

    @ParameterizedTest
    @CsvSource({
        "linear, mean_squared_error",
        "relu, mean_squared_error",
        "tanh, mean_squared_error",
        "sigmoid, binary_cross_entropy",
        "softmax, categorical_cross_entropy"
    })
    void theLastActivationChoosesTheLoss(String activation, String loss) {
        NetworkSpec network = networkWith(activation);
        Loss chosen = LossJson.defaultFor(network.lastActivation());
        assertThat(LossJson.write(chosen).stringValue()).isEqualTo(loss);
        LossJson.check(chosen, network, "/training/loss", faults);
        assertThat(faults.list()).isEmpty();
    }

    @Test
    void aCrossEntropyNeedsItsActivation() {
        LossJson.check(new Loss.BinaryCrossEntropy(), networkWith("softmax"), "/a", faults);
        LossJson.check(new Loss.CategoricalCrossEntropy(), networkWith("sigmoid"), "/b", faults);
        LossJson.check(new Loss.HalfSquaredError(), networkWith("sigmoid"), "/c", faults);
        assertThat(faults.list())
                .containsExactly(
                        new Fault(
                                "/a",
                                "binary_cross_entropy needs a last layer with the activation sigmoid, which has softmax"),
                        new Fault(
                                "/b",
                                "categorical_cross_entropy needs a last layer with the activation softmax, which has"
                                        + " sigmoid"));
    }

    private NetworkSpec networkWith(String activation) {
        Activation last = ActivationJson.read(training("{\"a\": \"" + activation + "\"}"), "a")
                .orElseThrow();
        return new NetworkSpec(1, List.of(new LayerSpec.Dense(2, last)));
    }
}
