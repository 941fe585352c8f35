package dev.chainrule.preparation;

import java.util.Arrays;
import java.util.List;

/** Writes the features of a scaled number: the computing side of {@link Shape}. */
sealed interface NumberFeatures {

    /** Writes the features of {@code u} to x, from {@code at} on. */
    void write(float u, float[] x, int at);

    /** Its first feature, the only one that may be any number. */
    float number(float u);

    /** How many features it has. */
    int width();

    static NumberFeatures of(Shape shape) {
        return switch (shape) {
            case Shape.Linear _ -> new Linear();
            case Shape.Smooth _ -> new Smooth();
            case Shape.PiecewiseLinear(List<Double> edges, List<Double> means, int spare) ->
                PiecewiseLinear.of(edges, floats(means), spare);
        };
    }

    private static float[] floats(List<Double> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i).floatValue();
        }
        return floats;
    }

    /** u / sqrt(1 + (u / 3)^2), which tends to 3 and -3. */
    static float smooth(float u) {
        double third = u / 3.0;
        return (float) (u / Math.sqrt(1 + third * third));
    }

    record Linear() implements NumberFeatures {
        @Override
        public void write(float u, float[] x, int at) {
            x[at] = u;
        }

        @Override
        public float number(float u) {
            return u;
        }

        @Override
        public int width() {
            return 1;
        }
    }

    record Smooth() implements NumberFeatures {
        @Override
        public void write(float u, float[] x, int at) {
            x[at] = smooth(u);
        }

        @Override
        public float number(float u) {
            return smooth(u);
        }

        @Override
        public int width() {
            return 1;
        }
    }

    /**
     * Where an interval begins and 1 / its width; the mean is taken away last.
     *
     * @param lower (m)
     * @param inverse (m)
     * @param means (m)
     * @param spare how many zeros follow
     */
    record PiecewiseLinear(float[] lower, float[] inverse, float[] means, int spare) implements NumberFeatures {

        /** One without intervals beside others that have some has an interval too, of which nothing is ever covered. */
        private static PiecewiseLinear of(List<Double> edges, float[] means, int spare) {
            if (means.length == 0 && spare > 0) {
                return new PiecewiseLinear(new float[1], new float[1], new float[1], spare - 1);
            }
            float[] lower = new float[means.length];
            float[] inverse = new float[means.length];
            for (int t = 0; t < means.length; t++) {
                lower[t] = edges.get(t).floatValue();
                inverse[t] = inverse(lower[t], edges.get(t + 1).floatValue());
            }
            return new PiecewiseLinear(lower, inverse, means, spare);
        }

        /** 1 / (to - from); not finite where the two are too close together to be edges. */
        static float inverse(float from, float to) {
            return 1 / (to - from);
        }

        /** The interval that {@code u} is in, the first or the last one if it is beyond. */
        int interval(float u) {
            int interval = 0;
            for (int t = 1; t < lower.length; t++) {
                interval += u >= lower[t] ? 1 : 0;
            }
            return interval;
        }

        /** Which part of an interval is below {@code u}. Of values far outside the differences are infinite, which is clipped like the rest. */
        float fraction(float u, int interval) {
            return Math.min(Math.max((u - lower[interval]) * inverse[interval], 0), 1);
        }

        @Override
        public void write(float u, float[] x, int at) {
            x[at] = smooth(u);
            int interval = interval(u);
            for (int t = 0; t < means.length; t++) {
                float within = t < interval ? 1 : t > interval ? 0 : fraction(u, interval);
                x[at + 1 + t] = within - means[t];
            }
            int end = at + 1 + means.length;
            Arrays.fill(x, end, end + spare, 0);
        }

        @Override
        public float number(float u) {
            return smooth(u);
        }

        @Override
        public int width() {
            return 1 + means.length + spare;
        }
    }
}
