package dev.chainrule.trace;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The trace of a member of a trained model.
 *
 * @param features names of the numbers that the instance was prepared to: the input of layer 0
 * @param target what the target was prepared to, a number for each output
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ModelTrace(
        String model,
        int version,
        int member,
        List<String> features,
        double[] target,
        List<Trace.Step> steps,
        Trace.@Nullable Check gradientCheck) {}
