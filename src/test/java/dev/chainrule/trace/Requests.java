package dev.chainrule.trace;

/** Requests that several tests trace. */
final class Requests {

    /** The example of {@code docs/textbook-example.md}. */
    static final String TEXTBOOK = """
            {"network": {"inputs": 3,
                         "layers": [{"type": "dense", "units": 2, "activation": "linear"},
                                    {"type": "dense", "units": 1, "activation": "linear"}],
                         "parameters": [{"weights": [[0.5, 0.5], [0.1, 0.1], [0, 0]], "bias": [0.2, 0.2]},
                                        {"weights": [[0.3], [0.3]], "bias": [0.1]}]},
             "loss": "half_squared_error", "optimizer": {"type": "sgd", "learningRate": 0.1},
             "input": [1, 2, 3], "target": [4]}""";

    private Requests() {}
}
