package dev.chainrule.web;

import java.util.stream.Stream;

/** Rows for optimizers and for what else rules a training. */
final class RuleChanges {

    private RuleChanges() {}

    static Stream<PropertyChanges.Change> optimizers() {
        return Stream.of(
                        moments("adam"),
                        moments("adamw"),
                        moments("nadam"),
                        moments("adamax"),
                        settings("sgd", "momentum", "0.5"),
                        settings("rmsprop", "rho", "0.5", "epsilon", "0.5", "momentum", "0.5"),
                        settings("adagrad", "epsilon", "0.5"),
                        settings("adadelta", "rho", "0.5", "epsilon", "0.5"),
                        settings("lion", "beta1", "0.01", "beta2", "0.01"),
                        Stream.of(PropertyChanges.row(
                                "Optimizer[sgd].nesterov",
                                BaseRequests.VALUES.with("/training/optimizer/momentum", "0.5"),
                                "/training/optimizer/nesterov",
                                "true")))
                .flatMap(rows -> rows);
    }

    private static Stream<PropertyChanges.Change> moments(String type) {
        return settings(type, "beta1", "0.5", "beta2", "0.5", "epsilon", "0.5");
    }

    /** What every optimizer takes, and pairs of a setting and a value. */
    private static Stream<PropertyChanges.Change> settings(String type, String... own) {
        Request request = BaseRequests.VALUES.with("/training/optimizer", "{\"type\": \"" + type + "\"}");
        String name = "Optimizer[" + type + "].";
        String at = "/training/optimizer/";
        Stream.Builder<PropertyChanges.Change> rows = Stream.builder();
        rows.add(PropertyChanges.row(name + "learningRate", request, at + "learningRate", "0.2"));
        rows.add(PropertyChanges.row(name + "weightDecay", request, at + "weightDecay", "0.5"));
        rows.add(PropertyChanges.row(
                name + "decayBiases", request.with(at + "weightDecay", "0.5"), at + "decayBiases", "false"));
        for (int i = 0; i < own.length; i += 2) {
            rows.add(PropertyChanges.row(name + own[i], request, at + own[i], own[i + 1]));
        }
        return rows.build();
    }

    static Stream<PropertyChanges.Change> rules() {
        Request plateau =
                BaseRequests.STAGNANT.with("/training/schedule", "{\"type\": \"reduce_on_plateau\", \"patience\": 1}");
        Request step = BaseRequests.VALUES.with("/training/schedule", "{\"type\": \"step\", \"everyEpochs\": 2}");
        return Stream.of(
                        Stream.of("constant", "step", "exponential", "inverse_time", "cosine", "reduce_on_plateau")
                                .map(type -> PropertyChanges.row(
                                        "Schedule[" + type + "].warmupEpochs",
                                        BaseRequests.VALUES.with("/training/schedule/type", "\"" + type + "\""),
                                        "/training/schedule/warmupEpochs",
                                        "2")),
                        Stream.of(
                                PropertyChanges.row("Schedule[step].factor", step, "/training/schedule/factor", "0.5"),
                                PropertyChanges.row(
                                        "Schedule[step].everyEpochs", step, "/training/schedule/everyEpochs", "1"),
                                PropertyChanges.row(
                                        "Schedule[exponential].factor",
                                        BaseRequests.VALUES.with("/training/schedule/type", "\"exponential\""),
                                        "/training/schedule/factor",
                                        "0.5"),
                                PropertyChanges.row(
                                        "Schedule[inverse_time].decay",
                                        BaseRequests.VALUES.with("/training/schedule/type", "\"inverse_time\""),
                                        "/training/schedule/decay",
                                        "0.5"),
                                PropertyChanges.row(
                                        "Schedule[cosine].minFactor",
                                        BaseRequests.VALUES.with("/training/schedule/type", "\"cosine\""),
                                        "/training/schedule/minFactor",
                                        "0.5"),
                                PropertyChanges.row(
                                        "Schedule[reduce_on_plateau].factor",
                                        plateau,
                                        "/training/schedule/factor",
                                        "0.5"),
                                PropertyChanges.row(
                                        "Schedule[reduce_on_plateau].patience",
                                        plateau,
                                        "/training/schedule/patience",
                                        "2"),
                                PropertyChanges.row(
                                        "Schedule[reduce_on_plateau].minDelta",
                                        BaseRequests.VALUES.with(
                                                "/training/schedule",
                                                "{\"type\": \"reduce_on_plateau\", \"patience\": 1}"),
                                        "/training/schedule/minDelta",
                                        "1000"),
                                PropertyChanges.row(
                                        "GradientClipping[norm].norm",
                                        BaseRequests.VALUES.with("/training/gradientClipping/norm", "0.1"),
                                        "/training/gradientClipping/norm",
                                        "0.01"),
                                PropertyChanges.row(
                                        "GradientClipping[value].value",
                                        BaseRequests.VALUES.with("/training/gradientClipping/value", "0.1"),
                                        "/training/gradientClipping/value",
                                        "0.01"),
                                PropertyChanges.row(
                                        "Stop.targetLoss", BaseRequests.VALUES, "/training/stop/targetLoss", "1000"),
                                PropertyChanges.row(
                                        "Stop.patience", BaseRequests.STAGNANT, "/training/stop/patience", "1"),
                                PropertyChanges.row(
                                        "Stop.minDelta",
                                        BaseRequests.VALUES.with("/training/stop/patience", "1"),
                                        "/training/stop/minDelta",
                                        "1000"),
                                PropertyChanges.row(
                                        "Stop.restoreBest",
                                        BaseRequests.RESTLESS,
                                        "/training/stop/restoreBest",
                                        "false"),
                                PropertyChanges.row(
                                        "Stop.maxSeconds", BaseRequests.VALUES, "/training/stop/maxSeconds", "1e-9")))
                .flatMap(rows -> rows);
    }
}
