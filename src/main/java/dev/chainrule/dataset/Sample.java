package dev.chainrule.dataset;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The datasets that the service makes itself, for those who have none at hand. What is random in them is a pure function of their
 * parameters, in {@link StrictMath}: the same on every machine.
 */
enum Sample {
    TEXTBOOK("""
            A single row, x = (1, 2, 3) and y = 4: the example by which backpropagation is worked out by hand. A network of one hidden \
            layer learns it in a few steps.""") {
        @Override
        SampleRows rows(SampleSettings settings) {
            return SampleRows.matrix(3, new double[][] {{1, 2, 3, 4}});
        }
    },
    XOR("""
            The exclusive or: four corners of a square, of which opposite ones are alike. No straight line separates them, so a \
            network without a hidden layer cannot learn it.""") {
        @Override
        SampleRows rows(SampleSettings settings) {
            return SampleRows.matrix(2, new double[][] {{0, 0, 0}, {0, 1, 1}, {1, 0, 1}, {1, 1, 0}});
        }
    },
    CIRCLES("""
            A ring of radius 1 and a ring of radius 0.5 within it. One hidden layer of a few units bends the border into a closed \
            curve.""", SampleParameter.ROWS, SampleParameter.NOISE, SampleParameter.SEED) {
        @Override
        SampleRows rows(SampleSettings settings) {
            return SampleRows.classes(settings, 2, List.of("outer", "inner"), (label, random, point) -> {
                double radius = label == 0 ? 1 : 0.5;
                double angle = 2 * Math.PI * random.nextDouble();
                point[0] = radius * StrictMath.cos(angle);
                point[1] = radius * StrictMath.sin(angle);
            });
        }
    },
    MOONS("""
            Two half circles of radius 1, one open below and one open above, each reaching into the other. The border between them is \
            an S.""", SampleParameter.ROWS, SampleParameter.NOISE, SampleParameter.SEED) {
        @Override
        SampleRows rows(SampleSettings settings) {
            return SampleRows.classes(settings, 2, List.of("upper", "lower"), (label, random, point) -> {
                double angle = Math.PI * random.nextDouble();
                double x = StrictMath.cos(angle);
                double y = StrictMath.sin(angle);
                point[0] = label == 0 ? x : 1 - x;
                point[1] = label == 0 ? y : 0.5 - y;
            });
        }
    },
    SPIRAL("""
            Arms that wind three quarters of a turn around the same centre, one a class. Hard for a small network: try two hidden \
            layers.""", SampleParameter.ROWS, SampleParameter.LITTLE_NOISE, SampleParameter.CLASSES, SampleParameter.SEED) {
        @Override
        SampleRows rows(SampleSettings settings) {
            int classes = settings.classes();
            return SampleRows.classes(settings, 2, letters(classes), (label, random, point) -> {
                double radius = random.nextDouble();
                double angle = 2 * Math.PI * ((double) label / classes + 0.75 * radius);
                point[0] = radius * StrictMath.cos(angle);
                point[1] = radius * StrictMath.sin(angle);
            });
        }
    },
    BLOBS("""
            Round clouds whose centres lie on a circle of radius 3, one a class; noise is their standard deviation. The easiest of \
            all.""", SampleParameter.ROWS, SampleParameter.MUCH_NOISE, SampleParameter.CLASSES, SampleParameter.SEED) {
        @Override
        SampleRows rows(SampleSettings settings) {
            int classes = settings.classes();
            return SampleRows.classes(settings, 2, letters(classes), (label, random, point) -> {
                double angle = 2 * Math.PI * label / classes;
                point[0] = 3 * StrictMath.cos(angle);
                point[1] = 3 * StrictMath.sin(angle);
            });
        }
    },
    LINEAR("""
            y = 2 x + 1 with noise, x between -1 and 1, as plain numbers: a network of a single linear unit ends with the weight 2 and \
            the bias 1.""", SampleParameter.ROWS, SampleParameter.NOISE, SampleParameter.SEED) {
        @Override
        SampleRows rows(SampleSettings settings) {
            return SampleRows.curve(settings, 1, x -> 2 * x + 1);
        }
    },
    SINE("""
            y = sin x with noise, x between -pi and pi, as plain numbers: see how a few units bend straight pieces into a \
            curve.""", SampleParameter.ROWS, SampleParameter.NOISE, SampleParameter.SEED) {
        @Override
        SampleRows rows(SampleSettings settings) {
            return SampleRows.curve(settings, Math.PI, StrictMath::sin);
        }
    },
    IRIS("""
            150 flowers of three species by the length and width of their sepals and petals in centimetres (Fisher 1936). One species \
            stands apart, the other two overlap a little.""") {
        @Override
        SampleRows rows(SampleSettings settings) {
            return SampleRows.resource("/samples/iris.json");
        }
    };

    /** All samples by the names that the API has for them. */
    static final Map<String, Sample> BY_NAME;

    static {
        Map<String, Sample> names = new LinkedHashMap<>();
        Arrays.stream(values()).forEach(sample -> names.put(sample.text(), sample));
        BY_NAME = Collections.unmodifiableMap(names);
    }

    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // List.of gives one that cannot be changed
    private final List<SampleParameter> parameters;

    Sample(String description, SampleParameter... parameters) {
        this.description = description;
        this.parameters = List.of(parameters);
    }

    abstract SampleRows rows(SampleSettings settings);

    String description() {
        return description;
    }

    List<SampleParameter> parameters() {
        return parameters;
    }

    /** The name that the API has for it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static List<String> letters(int count) {
        return "abcdefghijklmnopqrstuvwxyz"
                .substring(0, count)
                .chars()
                .mapToObj(Character::toString)
                .toList();
    }
}
