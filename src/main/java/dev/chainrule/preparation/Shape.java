package dev.chainrule.preparation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.chainrule.web.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** The features of a scaled number u: a function of its 32 bits alone, so they are the same wherever they are made. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Shape.Linear.class, name = "linear"),
    @JsonSubTypes.Type(value = Shape.Smooth.class, name = "smooth"),
    @JsonSubTypes.Type(value = Shape.PiecewiseLinear.class, name = "piecewise_linear")
})
public sealed interface Shape {

    int width();

    List<String> names(String column, Scale scale);

    /** u. */
    record Linear() implements Shape {
        @Override
        public int width() {
            return 1;
        }

        @Override
        public List<String> names(String column, Scale scale) {
            return List.of(column);
        }
    }

    /** z = u / sqrt(1 + (u / 3)^2). */
    record Smooth() implements Shape {
        @Override
        public int width() {
            return 1;
        }

        @Override
        public List<String> names(String column, Scale scale) {
            return List.of(column);
        }
    }

    /**
     * z, then for t = 1..m clip((u - e[t-1]) / (e[t] - e[t-1]), 0, 1) - mean[t].
     *
     * @param edges (m + 1), ascending, in units of u: 32-bit numbers; none for m = 0
     * @param means (m), over the training rows
     * @param spare so many features after them are 0: members with fewer intervals than others have networks of the same size
     */
    record PiecewiseLinear(List<Double> edges, List<Double> means, int spare) implements Shape {

        private static final MathContext SHORT = new MathContext(8);
        private static final double DIGITS_KEPT = 1e-6;
        private static final int MOST_DECIMALS = 10;

        public PiecewiseLinear {
            edges = List.copyOf(edges);
            means = List.copyOf(means);
        }

        @Override
        public int width() {
            return 1 + means.size() + spare;
        }

        @Override
        public List<String> names(String column, Scale scale) {
            List<String> names = new ArrayList<>();
            names.add(column);
            for (int t = 1; t < edges.size(); t++) {
                names.add(column + "[" + original(scale, t - 1) + ".." + original(scale, t) + "]");
            }
            for (int i = 0; i < spare; i++) {
                names.add(column + "[]");
            }
            return names;
        }

        /** An edge in original units, with the digits that the 32 bits of u can tell. */
        private String original(Scale scale, int edge) {
            double value = scale.invert(edges.get(edge));
            double digits = Math.floor(-StrictMath.log10(DIGITS_KEPT * Math.abs(value - scale.center())));
            int decimals = (int) Math.min(digits, MOST_DECIMALS);
            BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
            return Numbers.text(rounded.round(SHORT).doubleValue());
        }
    }
}
