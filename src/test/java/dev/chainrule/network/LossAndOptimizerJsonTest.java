package dev.chainrule.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.ElementLoss;
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
import dev.chainrule.engine.optim.OptimizerSpec.LionSpec;
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
        assertThat(optimizer("\"lion\"")).isEqualTo(new LionSpec(1e-4, 0.9, 0.99, none));
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
                new AdadeltaSpec(0.5, 0.75, 1e-7, decay),
                new LionSpec(0.5, 0.125, 0.25, decay));
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
            "adman"                                   |               | "adman" is not known; allowed are sgd, adam, adamw, nadam, adamax, rmsprop, adagrad, adadelta, lion
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
            {"type": "lion", "beta2": 1}              | /beta2        | must be at least 0 and below 1, was 1
            {"type": "lion", "epsilon": 1}            | /epsilon      | unknown property; allowed here are type, learningRate, beta1, beta2, weightDecay, decayBiases
            7                                         |               | must be a string or an object with a type, was 7
            """)
    void aFaultyOptimizerIsRefused(String json, String below, String detail) {
        assertThat(optimizer(json)).isNotNull();
        assertThat(faults.list())
                .containsExactly(new Fault("/training/optimizer" + (below == null ? "" : below), detail));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mean_squared_error",
                "half_squared_error",
                "binary_cross_entropy",
                "categorical_cross_entropy",
                "mean_absolute_error",
                "log_cosh",
                "poisson",
                "hinge"
            })
    void everyLossReadsBack(String name) {
        Loss loss =
                LossJson.read(training("{\"loss\": \"" + name + "\"}"), "loss").orElseThrow();
        assertThat(LossJson.write(loss).stringValue()).isEqualTo(name);
        assertThat(LossJson.read(training("{\"loss\": {\"type\": \"" + name + "\"}}"), "loss"))
                .contains(loss);
        assertThat(faults.list()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "huber"                                                    | {"type":"huber","delta":1.0}
            {"type":"huber","delta":0.5}                               | {"type":"huber","delta":0.5}
            {"type":"binary_cross_entropy","labelSmoothing":0}         | "binary_cross_entropy"
            {"type":"binary_cross_entropy","labelSmoothing":0.1}       | {"type":"binary_cross_entropy","labelSmoothing":0.1,"undo":false}
            {"type":"binary_cross_entropy","undo":true}                | {"type":"binary_cross_entropy","labelSmoothing":0.0,"undo":true}
            {"type":"categorical_cross_entropy","labelSmoothing":0.2}  | {"type":"categorical_cross_entropy","labelSmoothing":0.2}
            """)
    void aLossWithSettingsIsWrittenWithThem(String given, String written) {
        Loss loss = LossJson.read(training("{\"loss\": " + given + "}"), "loss").orElseThrow();
        assertThat(LossJson.write(loss).toString()).isEqualTo(written);
        assertThat(LossJson.read(training("{\"loss\": " + written + "}"), "loss"))
                .contains(loss);
        assertThat(faults.list()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "hubert"                                                  |                 | "hubert" is not known; allowed are mean_squared_error, half_squared_error, binary_cross_entropy, categorical_cross_entropy, mean_absolute_error, log_cosh, huber, poisson, hinge
            {"type": "huber", "delta": 0}                             | /delta          | must be greater than 0, was 0
            {"type": "binary_cross_entropy", "labelSmoothing": 1}     | /labelSmoothing | must be at least 0 and below 1, was 1
            {"type": "binary_cross_entropy", "undo": 1}               | /undo           | must be true or false, was 1
            {"type": "categorical_cross_entropy", "undo": true}       | /undo           | unknown property; allowed here are type, labelSmoothing
            {"type": "poisson", "labelSmoothing": 0.1}                | /labelSmoothing | unknown property; allowed here are type
            """)
    void aFaultyLossIsRefused(String json, String below, String detail) {
        LossJson.read(training("{\"loss\": " + json + "}"), "loss");
        assertThat(faults.list()).containsExactly(new Fault("/training/loss" + (below == null ? "" : below), detail));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "poisson"              | 0    | 2.5 |
            "poisson"              | 1    | -2  | must be at least 0 for poisson, was -2
            "hinge"                | -1   | 1   |
            "hinge"                | 1    | 0   | must be -1 or 1 for hinge, was 0
            "huber"                | -1e9 | 1e9 |
            "binary_cross_entropy" | 0    | 1.5 | must be from 0 to 1 for binary_cross_entropy, was 1.5
            """)
    void aLossLimitsItsTargets(String json, double first, double second, String detail) {
        Loss loss = LossJson.read(training("{\"loss\": " + json + "}"), "loss").orElseThrow();
        LossTargets.check(loss, new double[] {first, second}, "/targets/3", faults);
        assertThat(faults.list()).isEqualTo(detail == null ? List.of() : List.of(new Fault("/targets/3/1", detail)));
        assertThat(LossTargets.takesAll(loss)).isEqualTo(json.contains("huber"));
    }

    @ParameterizedTest
    @CsvSource({
        "linear, mean_squared_error",
        "relu, mean_squared_error",
        "tanh, mean_squared_error",
        "hard_sigmoid, mean_squared_error",
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
    void aLossMayNeedAnActivation() {
        LossJson.check(new Loss.BinaryCrossEntropy(), networkWith("softmax"), "/a", faults);
        LossJson.check(new Loss.CategoricalCrossEntropy(), networkWith("sigmoid"), "/b", faults);
        LossJson.check(new Loss.HalfSquaredError(), networkWith("sigmoid"), "/c", faults);
        LossJson.check(new ElementLoss.Poisson(), networkWith("tanh"), "/d", faults);
        LossJson.check(new ElementLoss.Poisson(), networkWith("softplus"), "/e", faults);
        LossJson.check(new Loss.BinaryCrossEntropy(0.1, false), networkWith("sigmoid"), "/f", faults);
        assertThat(faults.list())
                .containsExactly(
                        new Fault(
                                "/a",
                                "binary_cross_entropy needs a last layer with the activation sigmoid, which has softmax"),
                        new Fault(
                                "/b",
                                "categorical_cross_entropy needs a last layer with the activation softmax, which has"
                                        + " sigmoid"),
                        new Fault(
                                "/d",
                                "poisson needs a last layer with the activation relu, sigmoid, softmax, softplus,"
                                        + " hard_sigmoid, which has tanh"));
    }

    private NetworkSpec networkWith(String activation) {
        Activation last = ActivationJson.read(training("{\"a\": \"" + activation + "\"}"), "a")
                .orElseThrow();
        return new NetworkSpec(1, List.of(new LayerSpec.Dense(2, last)));
    }
}
