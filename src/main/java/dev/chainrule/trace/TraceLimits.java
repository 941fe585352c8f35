package dev.chainrule.trace;

import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.nn.Parameters;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonText;
import org.jspecify.annotations.Nullable;

/** How large a trace may become, whatever network it is of. */
final class TraceLimits {

    static final int MAX_PARAMETERS = 2_000;
    static final int MAX_STEPS = 100;

    /** Most numbers of an answer, which is kept in memory until it is known to be finite: about 100 MB of JSON. */
    private static final long MAX_NUMBERS = 5_000_000;

    /** Most activations that a gradient check computes: two passes over all rows for each parameter, a few seconds. */
    private static final long MAX_CHECKED = 100_000_000;

    private TraceLimits() {}

    /**
     * Refuses what is too large.
     *
     * @param spec resolved
     * @param pointer of the network
     * @param check whether a gradient check is asked for
     */
    static void check(NetworkSpec spec, String pointer, int rows, int steps, boolean check, Faults faults) {
        long parameters = Parameters.count(spec);
        if (parameters > MAX_PARAMETERS) {
            faults.add(pointer, "must have at most " + MAX_PARAMETERS + " parameters to be traced, has " + parameters);
            return;
        }
        // gradients, before, after; prediction; input, weighted sums, activations, delta
        long numbers = 3 * parameters + (long) rows * spec.outputs().orElseThrow();
        long activations = 0;
        for (int i = 0; i < spec.layers().size(); i++) {
            long units = spec.outputsOf(i).orElseThrow();
            activations += rows * units;
            numbers += rows * (spec.inputsOf(i).orElseThrow() + 3 * units);
        }
        if (numbers * steps > MAX_NUMBERS) {
            faults.add(
                    "/steps",
                    "must be at most " + MAX_NUMBERS / numbers + " for so many rows and units: the trace would have "
                            + numbers * steps + " numbers, the most is " + MAX_NUMBERS);
        }
        if (check && 2 * parameters * activations > MAX_CHECKED) {
            faults.add(
                    "gradientCheck",
                    "cannot be had for so many parameters, rows and units: it would compute "
                            + 2 * parameters * activations + " activations, the most is " + MAX_CHECKED);
        }
    }

    /** The query parameter that asks for a gradient check. */
    static boolean readGradientCheck(@Nullable String text, Faults faults) {
        if (text != null && !text.equals("true") && !text.equals("false")) {
            faults.add("gradientCheck", "the query parameter must be true or false, was " + JsonText.quote(text));
        }
        return "true".equals(text);
    }
}
