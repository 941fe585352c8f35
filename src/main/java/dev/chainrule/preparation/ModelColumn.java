package dev.chainrule.preparation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chainrule.dataset.ColumnType;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An input or output of a model as the API shows it. */
@Schema(description = "A column that a model predicts from, or predicts")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelColumn(
        @Schema(description = "Name of the column", example = "sepal_length")
        String name,

        @Schema(description = "What its values are", example = "numeric")
        ColumnType type,

        @Schema(description = "The known categories or classes, of a categorical column") @Nullable
        List<String> categories) {}
