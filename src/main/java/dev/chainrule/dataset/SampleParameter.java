package dev.chainrule.dataset;

/**
 * What can be chosen about a sample.
 *
 * @param whole whether it must be a whole number
 */
record SampleParameter(String name, double whenAbsent, double min, double max, boolean whole, String description) {

    static final SampleParameter ROWS = new SampleParameter("rows", 200, 2, 100_000, true, "Number of rows");
    static final SampleParameter NOISE = noise(0.1);
    static final SampleParameter LITTLE_NOISE = noise(0.03);
    static final SampleParameter MUCH_NOISE = noise(1);
    static final SampleParameter CLASSES = new SampleParameter("classes", 3, 2, 26, true, "Number of classes");
    static final SampleParameter SEED = new SampleParameter(
            "seed", 1, 0, 9_007_199_254_740_991.0, true, "The same seed gives the same rows on every machine");

    private static SampleParameter noise(double whenAbsent) {
        return new SampleParameter(
                "noise", whenAbsent, 0, 10, false, "Standard deviation of the normal noise that is added");
    }
}
