package dev.chainrule.dataset;

import dev.chainrule.engine.math.RandomStream;
import dev.chainrule.web.Bounds;
import dev.chainrule.web.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** The parameters of a sample with their values. */
final class SampleSettings {

    private final Map<SampleParameter, Double> values = new HashMap<>();

    private SampleSettings() {}

    /** Those that {@code json} has, and the defaults of the others. */
    static SampleSettings read(Sample sample, JsonObject json) {
        SampleSettings settings = new SampleSettings();
        for (SampleParameter parameter : sample.parameters()) {
            double value = parameter.whole()
                    ? json.wholeNumber(parameter.name(), (long) parameter.min(), (long) parameter.max(), (long)
                            parameter.whenAbsent())
                    : json.number(
                            parameter.name(),
                            new Bounds(parameter.min(), true, parameter.max(), true),
                            parameter.whenAbsent());
            settings.values.put(parameter, value);
        }
        return settings;
    }

    private double value(String name) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(name))
                .mapToDouble(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    int rows() {
        return (int) value("rows");
    }

    int classes() {
        return (int) value("classes");
    }

    double noise() {
        return value("noise");
    }

    RandomStream random() {
        return new RandomStream((long) value("seed"), RandomStream.Purpose.SAMPLES, 0);
    }
}
