package dev.chainrule.preparation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

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

    /** A numeric target and how it is scaled. */
    record Value(String name, Scale scale) {}

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
