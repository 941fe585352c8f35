package dev.chainrule.engine.nn;

import dev.chainrule.engine.math.Elementwise;

/** The usual activations for single values, with the bits that {@link Activation} gives: what a tiny network computes without a loop of its own. */
enum TinyActivation {
    LINEAR,
    RELU,
    TANH,
    SIGMOID,
    /** All others, by {@link Activation} itself. */
    OTHER;

    static TinyActivation of(Activation activation) {
        return switch (activation) {
            case Activation.Linear _ -> LINEAR;
            case Activation.Relu _ -> RELU;
            case Activation.Tanh _ -> TANH;
            case Activation.Sigmoid _ -> SIGMOID;
            case Activation.Softmax _, UnitActivation _ -> OTHER;
        };
    }

    /** f(z); of others z. */
    float value(float z) {
        return switch (this) {
            case LINEAR, OTHER -> z;
            case RELU -> Math.max(z, 0f);
            case TANH -> Elementwise.tanh(z);
            case SIGMOID -> Elementwise.sigmoid(z);
        };
    }

    /** dLoss/dz from a = f(z) and dLoss/da; of others dLoss/da. */
    float delta(float a, float delta) {
        return switch (this) {
            case LINEAR, OTHER -> delta;
            case RELU -> a > 0f ? delta : 0f;
            case TANH -> delta * (1f - a * a);
            case SIGMOID -> delta * (a * (1f - a));
        };
    }
}
