package dev.chainrule.preparation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.chainrule.engine.train.TargetUnits;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a model predicts, and how that is written in numbers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TargetEncoding.Values.class, name = "values"),
    @JsonSubTypes.Type(value = TargetEncoding.Classes.class, name = "classes")
})
public sealed interface TargetEncoding {

    /** Names of the target columns. */
    @JsonIgnore
    List<String> names();

    /**
     * How outputs are read in original units.
     *
     * @param outputs of the network
     */
    default TargetUnits units(int outputs) {
        double[] center = new double[outputs];
        double[] scale = new double[outputs];
        double[] low = new double[outputs];
        double[] high = new double[outputs];
        Arrays.fill(low, Double.NEGATIVE_INFINITY);
        Arrays.fill(high, Double.POSITIVE_INFINITY);
        switch (this) {
            case Classes _ -> Arrays.fill(scale, 1);
            case Values(List<Value> values) -> {
                Arrays.setAll(center, k -> values.get(k).scale().center());
                Arrays.setAll(scale, k -> values.get(k).scale().scale());
                for (int k = 0; k < outputs; k++) {
                    Range range = values.get(k).range();
                    low[k] = range == null ? low[k] : range.low();
                    high[k] = range == null ? high[k] : range.high();
                }
            }
        }
        return new TargetUnits(center, scale, low, high);
    }

    default String toJson() {
        return JsonMapper.shared().writerFor(TargetEncoding.class).writeValueAsString(this);
    }

    static TargetEncoding fromJson(String json) {
        return JsonMapper.shared().readValue(json, TargetEncoding.class);
    }

    /** Regression: a number or several. */
    record Values(List<Value> values) implements TargetEncoding {
        public Values {
            values = List.copyOf(values);
        }

        @Override
        public List<String> names() {
            return values.stream().map(Value::name).toList();
        }
    }

    /**
     * A numeric target and how it is scaled.
     *
     * @param range within which predictions are kept, in original units; null: anywhere
     */
    record Value(String name, Scale scale, @Nullable Range range) {}

    /** From the least to the greatest target that was learned from. */
    record Range(double low, double high) {}

    /**
     * Classification: the class is an index into {@code labels}.
     *
     * @param labels in label order
     */
    record Classes(String name, List<String> labels) implements TargetEncoding {
        public Classes {
            labels = List.copyOf(labels);
        }

        @Override
        public List<String> names() {
            return List.of(name);
        }
    }
}
