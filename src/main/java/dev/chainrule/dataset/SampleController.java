package dev.chainrule.dataset;

import dev.chainrule.web.Page;
import dev.chainrule.web.Problems;
import dev.chainrule.web.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The datasets that the service can make itself. */
@RestController
@RequestMapping("/api/v1/samples")
@Tag(name = "Datasets")
class SampleController {

    @GetMapping
    @Operation(operationId = "listSamples", summary = "List sample datasets", description = """
                    Small datasets for those who have none at hand: `POST /datasets?sample=moons&rows=500` makes one, and a training job \
                    takes `{"dataset": {"sample": "moons", "rows": 500}}`.""")
    @ApiResponse(
            responseCode = "200",
            description = "All samples",
            useReturnTypeSchema = true,
            content = @Content(examples = @ExampleObject(name = "page", ref = "#/components/examples/SampleList")))
    @Problems({422})
    Page<SampleAnswer> list(@Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query) {
        Queries.allowOnly(query.keySet());
        return new Page<>(Arrays.stream(Sample.values()).map(SampleAnswer::of).toList(), null);
    }

    @Schema(name = "Sample", description = "A dataset that the service can make")
    record SampleAnswer(
            @Schema(description = "Name", example = "moons") String name,

            @Schema(description = "What it looks like, and what it is good for")
            String description,

            @Schema(description = "What can be chosen about it")
            List<ParameterAnswer> parameters) {

        static SampleAnswer of(Sample sample) {
            return new SampleAnswer(
                    sample.text(),
                    sample.description(),
                    sample.parameters().stream().map(ParameterAnswer::of).toList());
        }
    }

    @Schema(name = "SampleParameter", description = "A number that a sample depends on")
    record ParameterAnswer(
            @Schema(description = "Name", example = "rows") String name,

            @Schema(description = "What it is", example = "Number of rows")
            String description,

            @Schema(description = "Its value where it is left out", example = "200")
            Number defaultValue,

            @Schema(description = "Smallest value", example = "2")
            Number min,

            @Schema(description = "Largest value", example = "100000")
            Number max) {

        static ParameterAnswer of(SampleParameter parameter) {
            return new ParameterAnswer(
                    parameter.name(),
                    parameter.description(),
                    number(parameter, parameter.whenAbsent()),
                    number(parameter, parameter.min()),
                    number(parameter, parameter.max()));
        }

        private static Number number(SampleParameter parameter, double value) {
            return parameter.whole() ? (Number) (long) value : (Number) value;
        }
    }
}
