package dev.chainrule.preparation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chainrule.dataset.ColumnType;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An input of a model as the API shows it. */
@Schema(description = "What a prediction needs a value for")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelInput(
        @Schema(description = "Name of the column", example = "sepal_length")
        String name,

        @Schema(description = "What its values are", example = "numeric")
        ColumnType type,

        @Schema(description = "The known categories, of a categorical input") @Nullable
        List<String> categories) {}
