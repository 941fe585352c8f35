package dev.chainrule.dataset;

import dev.chainrule.web.Faults;
import dev.chainrule.web.Page;
import dev.chainrule.web.Problems;
import dev.chainrule.web.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/v1/datasets")
@Tag(name = "Datasets")
class DatasetController {

    private static final String CSV = "text/csv";

    private final DatasetService datasets;

    DatasetController(DatasetService datasets) {
        this.datasets = datasets;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "createDataset",
            summary = "Create a dataset",
            description = """
                    A matrix or a table as JSON, a table as CSV, or, without a body, one of the samples that `GET /samples` lists: \
                    `?sample=moons&rows=500`.

                    CSV is UTF-8, with or without a byte order mark, separated by commas, semicolons or tabs; cells may stand in double \
                    quotes. It is the body, or the one file of a form (`curl -F file=@iris.csv`), and may be packed \
                    (`Content-Encoding: gzip`). It is stored while it arrives. What is wrong with it is a 400 whose detail names the line \
                    (the header is line 1) and the column (in cells, from 1). A number beyond 3.4e38, such as 1e999, is refused where its \
                    column is numeric otherwise. The query parameters are for CSV and samples; in JSON they are properties.

                    The types of a table's columns are inferred over all rows: numeric, boolean (true or false in any case), date \
                    (ISO 8601), categorical, or text where there are more than 1,000 distinct values and these are more than 5 % of the \
                    rows. In JSON a string is never a number. Empty cells, NA, NaN and null are missing values. Left out of the features, \
                    with a warning, unless `features` names them: texts, columns without a value or with the same one in every row, and \
                    ids, whose values are all distinct and strings or consecutive integers.""",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(ref = "#/components/schemas/NewDataset"),
                                        examples = {
                                            @ExampleObject(
                                                    name = "matrix",
                                                    ref = "#/components/examples/MatrixDataset"),
                                            @ExampleObject(name = "labels", ref = "#/components/examples/LabelDataset"),
                                            @ExampleObject(name = "table", ref = "#/components/examples/TableDataset"),
                                            @ExampleObject(name = "sample", ref = "#/components/examples/SampleDataset")
                                        }),
                                @Content(
                                        mediaType = CSV,
                                        schema = @Schema(type = "string"),
                                        examples =
                                                @ExampleObject(name = "csv", ref = "#/components/examples/CsvDataset")),
                                @Content(
                                        mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                        schema = @Schema(ref = "#/components/schemas/CsvForm"),
                                        examples = @ExampleObject(name = "file", ref = "#/components/examples/CsvForm"))
                            }),
            parameters = {
                @Parameter(ref = "#/components/parameters/DatasetName"),
                @Parameter(ref = "#/components/parameters/DatasetTarget"),
                @Parameter(ref = "#/components/parameters/DatasetFeatures"),
                @Parameter(ref = "#/components/parameters/DatasetIgnore"),
                @Parameter(ref = "#/components/parameters/DatasetWeight"),
                @Parameter(ref = "#/components/parameters/DatasetTypes"),
                @Parameter(ref = "#/components/parameters/DatasetHeader"),
                @Parameter(ref = "#/components/parameters/SampleName"),
                @Parameter(ref = "#/components/parameters/SampleRows"),
                @Parameter(ref = "#/components/parameters/SampleNoise"),
                @Parameter(ref = "#/components/parameters/SampleClasses"),
                @Parameter(ref = "#/components/parameters/SampleSeed")
            })
    @ApiResponse(
            responseCode = "201",
            description = "The stored dataset",
            headers = @Header(name = "Location", ref = "#/components/headers/Location"),
            content =
                    @Content(
                            schema = @Schema(implementation = DatasetAnswer.class),
                            examples = @ExampleObject(name = "iris", ref = "#/components/examples/DatasetAnswer")))
    @Problems({400, 413, 415, 422})
    ResponseEntity<DatasetAnswer> create(
            @org.springframework.web.bind.annotation.RequestBody JsonNode body,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query) {
        Faults faults = new Faults();
        query.keySet().forEach(name -> faults.add(name, "a JSON body takes no query parameters, but properties"));
        faults.throwIfAny();
        return created(datasets.create(body));
    }

    static ResponseEntity<DatasetAnswer> created(Dataset dataset) {
        return ResponseEntity.created(URI.create("/api/v1/datasets/" + dataset.id()))
                .body(DatasetAnswer.of(dataset));
    }

    @GetMapping
    @Operation(
            operationId = "listDatasets",
            summary = "List datasets",
            description = "Newest first; the columns are left out.")
    @ApiResponse(
            responseCode = "200",
            description = "A page of datasets",
            headers = @Header(name = "Link", ref = "#/components/headers/Link"),
            useReturnTypeSchema = true,
            content = @Content(examples = @ExampleObject(name = "page", ref = "#/components/examples/DatasetList")))
    @Problems({422})
    ResponseEntity<Page<DatasetAnswer.Line>> list(
            @Parameter(ref = "#/components/parameters/OnlyDatasetName") @RequestParam(required = false) @Nullable
                    String name,
            @Parameter(ref = Queries.LIMIT) @RequestParam(required = false) @Nullable String limit,
            @Parameter(ref = Queries.AFTER) @RequestParam(required = false) @Nullable String after,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query) {
        Queries.allowOnly(query.keySet(), "name", "limit", "after");
        return Queries.answer(datasets.list(name, Queries.after(after), Queries.limit(limit)));
    }

    @GetMapping("/{id}")
    @Operation(
            operationId = "getDataset",
            summary = "Show a dataset",
            description = "With the types and statistics of its columns. A dataset never changes.")
    @ApiResponse(
            responseCode = "200",
            description = "The dataset",
            headers = @Header(name = "ETag", ref = "#/components/headers/ETag"),
            useReturnTypeSchema = true,
            content = @Content(examples = @ExampleObject(name = "iris", ref = "#/components/examples/DatasetAnswer")))
    @Problems({404})
    ResponseEntity<DatasetAnswer> get(@Parameter(ref = "#/components/parameters/DatasetId") @PathVariable String id) {
        Dataset dataset = datasets.get(Queries.id("dataset", id));
        return ResponseEntity.ok().eTag(dataset.id().toString()).body(DatasetAnswer.of(dataset));
    }

    @GetMapping("/{id}/rows")
    @Operation(
            operationId = "listDatasetRows",
            summary = "Read rows of a dataset",
            description = "Rows as they were sent, in their order; each is an array in the order of the columns.")
    @ApiResponse(
            responseCode = "200",
            description = "A page of rows",
            headers = @Header(name = "Link", ref = "#/components/headers/Link"),
            content =
                    @Content(
                            schema = @Schema(ref = "#/components/schemas/DatasetRowPage"),
                            examples = @ExampleObject(name = "page", ref = "#/components/examples/DatasetRows")))
    @Problems({404, 422})
    ResponseEntity<Page<List<@Nullable Object>>> rows(
            @Parameter(ref = "#/components/parameters/DatasetId") @PathVariable String id,
            @Parameter(ref = Queries.LIMIT) @RequestParam(required = false) @Nullable String limit,
            @Parameter(ref = "#/components/parameters/AfterRow") @RequestParam(required = false) @Nullable String after,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query) {
        Queries.allowOnly(query.keySet(), "limit", "after");
        UUID dataset = Queries.id("dataset", id);
        int from = Queries.wholeNumber("after", after, 0, Integer.MAX_VALUE).orElse(0);
        return Queries.answer(datasets.rows(dataset, from, Queries.limit(limit)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deleteDataset",
            summary = "Delete a dataset",
            description = "With all its rows. What a queued, running or paused job uses cannot be deleted.")
    @ApiResponse(responseCode = "204", description = "Deleted", content = @Content)
    @Problems({404, 409})
    void delete(@Parameter(ref = "#/components/parameters/DatasetId") @PathVariable String id) {
        datasets.delete(Queries.id("dataset", id));
    }
}
