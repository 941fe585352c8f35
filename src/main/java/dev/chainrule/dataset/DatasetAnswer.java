package dev.chainrule.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A dataset as the API shows it; what does not apply is left out. */
@Schema(
        name = "Dataset",
        description = "A dataset with what is known about its columns; what does not apply is left out")
@JsonInclude(JsonInclude.Include.NON_NULL)
record DatasetAnswer(
        @Schema(description = "Id, UUIDv7", example = "01a20cce-8d58-7181-ad0f-11305e3634b1")
        UUID id,

        @Schema(description = "Name, need not be unique", example = "iris")
        String name,

        @Schema(description = "matrix: plain numbers, used as they are; table: named columns, prepared for training")
        DatasetKind kind,

        @Schema(description = "Number of rows", example = "150")
        long rows,

        @Schema(
                description = "Name of the column to predict, or an array of several",
                oneOf = {String.class, String[].class},
                example = "species")
        @Nullable
        Object target,

        @Schema(description = "The features, where the upload named them") @Nullable
        List<String> features,

        @Schema(description = "The ignored columns, where the upload named any") @Nullable
        List<String> ignore,

        @Schema(description = "The column that says how much each row counts, where there is one", example = "weight")
        @Nullable
        String weight,

        @Schema(description = "The types that the upload gave to columns, where it gave any") @Nullable
        Map<String, ColumnType> types,

        @Schema(description = "The columns, in the order of the rows")
        List<ColumnAnswer> columns,

        @Schema(description = "What the owner of the data should know")
        List<WarningAnswer> warnings,

        @Schema(description = "When it was created", example = "2026-11-24T08:15:00Z")
        Instant createdAt) {

    static DatasetAnswer of(Dataset dataset) {
        dev.chainrule.dataset.Schema schema = dataset.schema();
        Selection selection = schema.selection();
        return new DatasetAnswer(
                dataset.id(),
                dataset.name(),
                schema.kind(),
                schema.rows(),
                target(selection),
                orNull(selection.features()),
                orNull(selection.ignore()),
                selection.weight(),
                selection.types().isEmpty() ? null : selection.types(),
                schema.columns().stream().map(ColumnAnswer::of).toList(),
                schema.warnings().stream()
                        .map(warning -> new WarningAnswer(warning.column(), warning.message()))
                        .toList(),
                dataset.createdAt());
    }

    private static @Nullable Object target(Selection selection) {
        List<String> names = selection.target();
        return names.size() == 1 ? names.getFirst() : orNull(names);
    }

    private static @Nullable List<String> orNull(List<String> names) {
        return names.isEmpty() ? null : names;
    }

    @Schema(name = "DatasetColumn", description = "A column and its statistics")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ColumnAnswer(
            @Schema(description = "Name", example = "sepal_length")
            String name,

            @Schema(description = "What its cells are, inferred over all rows; text is left out of the features")
            ColumnType type,

            @Schema(description = "Number of cells without a value", example = "0")
            long missing,

            @Schema(description = "Number of distinct values", example = "35")
            long distinct,

            @Schema(
                    description =
                            "true where distinct is an estimate (within about 2 %), as the values are too many to "
                                    + "be counted: more than 10,000, or fewer in a table of many columns")
            @Nullable
            Boolean distinctEstimated,

            @Schema(description = "Smallest value (numeric, date: in days since 1970-01-01)", example = "4.3") @Nullable
            Double min,

            @Schema(description = "Largest value", example = "7.9") @Nullable
            Double max,

            @Schema(description = "Mean", example = "5.84") @Nullable
            Double mean,

            @Schema(description = "Standard deviation (divisor n)", example = "0.83") @Nullable
            Double standardDeviation,

            @Schema(description = "The ten most frequent values, of categorical and boolean columns") @Nullable
            List<CategoryAnswer> topCategories) {

        static ColumnAnswer of(Column column) {
            List<CategoryAnswer> top = column.topCategories().stream()
                    .map(category -> new CategoryAnswer(category.value(), category.count()))
                    .toList();
            return new ColumnAnswer(
                    column.name(),
                    column.type(),
                    column.missing(),
                    column.distinct(),
                    column.distinctEstimated() ? Boolean.TRUE : null,
                    column.min(),
                    column.max(),
                    column.mean(),
                    column.standardDeviation(),
                    top.isEmpty() ? null : top);
        }
    }

    @Schema(name = "DatasetCategory", description = "A value and how often it occurs")
    record CategoryAnswer(
            @Schema(description = "The value", example = "setosa")
            String value,

            @Schema(description = "Number of rows", example = "50")
            long count) {}

    @Schema(name = "DatasetWarning", description = "Something about a column that its owner should know")
    record WarningAnswer(
            @Schema(description = "Name of the column", example = "comment")
            String column,

            @Schema(
                    description = "What about it",
                    example = "is text: it has 5210 distinct values, and is left out of the features")
            String message) {}

    @Schema(name = "DatasetLine", description = "A dataset in a list")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            @Schema(description = "Id", example = "01a20cce-8d58-7181-ad0f-11305e3634b1")
            UUID id,

            @Schema(description = "Name", example = "iris") String name,
            @Schema(description = "matrix or table") DatasetKind kind,

            @Schema(description = "Number of rows", example = "150")
            long rows,

            @Schema(
                    description = "Name of the column to predict, or an array of several",
                    oneOf = {String.class, String[].class},
                    example = "species")
            @Nullable
            Object target,

            @Schema(description = "When it was created", example = "2026-11-24T08:15:00Z")
            Instant createdAt) {

        static Line of(DatasetRepository.Line line, Selection selection) {
            return new Line(
                    line.id(),
                    line.name(),
                    line.kind(),
                    line.rows(),
                    DatasetAnswer.target(selection),
                    line.createdAt());
        }
    }
}
