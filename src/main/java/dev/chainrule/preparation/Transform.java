package dev.chainrule.preparation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** How a column becomes features. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Transform.Scale.class, name = "scale"),
    @JsonSubTypes.Type(value = Transform.Flag.class, name = "flag"),
    @JsonSubTypes.Type(value = Transform.OneHot.class, name = "one_hot")
})
public sealed interface Transform {

    /** Number of features, at least 1. */
    int width();

    /** One feature, (x - center) / scale. */
    record Scale(double center, double scale) implements Transform {

        /** x as it is. */
        public static final Scale NONE = new Scale(0, 1);

        @Override
        public int width() {
            return 1;
        }

        /** From original to prepared units. */
        public double apply(double value) {
            return (value - center) / scale;
        }

        /** From prepared to original units. */
        public double invert(double prepared) {
            return prepared * scale + center;
        }
    }

    /** One feature, 0 or 1. */
    record Flag() implements Transform {
        @Override
        public int width() {
            return 1;
        }
    }

    /** One 0/1 feature a category; all 0 for a category that was not among the training rows. */
    record OneHot(List<String> categories) implements Transform {
        public OneHot {
            categories = List.copyOf(categories);
        }

        @Override
        public int width() {
            return categories.size();
        }
    }
}
