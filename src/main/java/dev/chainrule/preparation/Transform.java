package dev.chainrule.preparation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.List;

/** How a column, or a part of it, becomes features. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Transform.Numeric.class, name = "number"),
    @JsonSubTypes.Type(value = Transform.Flag.class, name = "flag"),
    @JsonSubTypes.Type(value = Transform.OneHot.class, name = "one_hot"),
    @JsonSubTypes.Type(value = Transform.Missing.class, name = "missing")
})
public sealed interface Transform {

    /** Number of features, at least 1. */
    int width();

    /** Names of the features of a column called {@code column}. */
    List<String> featureNames(String column);

    /**
     * A number.
     *
     * @param fill what a missing value becomes, in units of the part
     * @param scale from there to the number that is kept
     * @param shape the features of that
     */
    record Numeric(Part part, double fill, Scale scale, Shape shape) implements Transform {
        @Override
        public int width() {
            return shape.width();
        }

        @Override
        public List<String> featureNames(String column) {
            return shape.names(column + part.suffix(), scale);
        }

        /** @param value of the column: NaN where it is missing */
        float cell(double value) {
            double of = part.of(value);
            return scale.cell(Double.isNaN(of) ? fill : of);
        }
    }

    /**
     * One feature, 0 or 1.
     *
     * @param fill what a missing value becomes
     */
    record Flag(boolean fill) implements Transform {
        @Override
        public int width() {
            return 1;
        }

        @Override
        public List<String> featureNames(String column) {
            return List.of(column);
        }
    }

    /** One feature, 1 where the value is missing. */
    record Missing() implements Transform {
        @Override
        public int width() {
            return 1;
        }

        @Override
        public List<String> featureNames(String column) {
            return List.of(column + ":missing");
        }
    }

    /**
     * One 0/1 feature a level; the levels are the categories, then one for missing values and one for rare ones, where there is
     * such.
     *
     * @param categories in label order
     * @param rareLevel whether there is a level that all other categories belong to; without it they are all 0
     * @param oneForTwo whether two levels make one feature, which is 1 for the second
     * @param fill the level that a missing value has; -1: all 0
     */
    record OneHot(
            Part part, List<String> categories, boolean missingLevel, boolean rareLevel, boolean oneForTwo, int fill)
            implements Transform {

        public OneHot {
            categories = List.copyOf(categories);
        }

        int levels() {
            return categories.size() + (missingLevel ? 1 : 0) + (rareLevel ? 1 : 0);
        }

        /** The level that has the first feature. */
        int firstLevel() {
            return oneForTwo && levels() == 2 ? 1 : 0;
        }

        /** The level of a category that is not known, -1 where there is none. */
        int otherLevel() {
            return rareLevel ? levels() - 1 : -1;
        }

        @Override
        public int width() {
            return levels() - firstLevel();
        }

        @Override
        public List<String> featureNames(String column) {
            String name = column + part.suffix() + "=";
            List<String> names = new ArrayList<>();
            categories.forEach(category -> names.add(name + category));
            if (missingLevel) {
                names.add(name + "(missing)");
            }
            if (rareLevel) {
                names.add(name + "(rare)");
            }
            return names.subList(firstLevel(), names.size());
        }
    }
}
