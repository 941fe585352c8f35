package dev.chainrule.model;

import dev.chainrule.web.Page;
import dev.chainrule.web.Problems;
import dev.chainrule.web.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping(path = "/api/v1/models", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Models")
class ModelController {

    private static final String NAME = "#/components/parameters/ModelName";
    private static final String VERSION = "#/components/parameters/ModelVersion";
    private static final String MEMBER = "#/components/parameters/ModelMember";
    private static final String PARAMETERS = "#/components/schemas/ModelParameters";
    private static final String MODEL = "#/components/examples/IrisModel";
    private static final String PAGE = "#/components/examples/ModelPage";
    private static final String WEIGHTS = "#/components/examples/IrisParameters";

    private final ModelService service;

    ModelController(ModelService service) {
        this.service = service;
    }

    @GetMapping
    @Operation(
            operationId = "listModels",
            summary = "List models",
            description = "The latest version of each, newest first, a page at a time.")
    @ApiResponse(
            responseCode = "200",
            description = "A page of models",
            headers = @Header(name = "Link", ref = "#/components/headers/Link"),
            useReturnTypeSchema = true,
            content = @Content(examples = @ExampleObject(name = "page", ref = PAGE)))
    @Problems(422)
    ResponseEntity<Page<ModelView>> list(
            @Parameter(ref = Queries.LIMIT) @RequestParam(required = false) @Nullable String limit,
            @Parameter(ref = Queries.AFTER) @RequestParam(required = false) @Nullable String after,
            @Parameter(ref = "#/components/parameters/OnlyModelName") @RequestParam(required = false) @Nullable
                    String name) {
        return Queries.answer(service.list(Queries.limit(limit), Queries.after(after), name));
    }

    @GetMapping("/{name}")
    @Operation(
            operationId = "getModel",
            summary = "Look at a model",
            description = "Its latest version: what it predicts from, what it predicts, how good it was in training.")
    @ApiResponse(
            responseCode = "200",
            description = "The model",
            headers = @Header(name = "ETag", ref = "#/components/headers/ETag"),
            useReturnTypeSchema = true,
            content = @Content(examples = @ExampleObject(name = "iris", ref = MODEL)))
    @Problems(404)
    ResponseEntity<ModelView> find(@Parameter(ref = NAME) @PathVariable String name) {
        return service.find(name, null).answer();
    }

    @GetMapping("/{name}/versions")
    @Operation(
            operationId = "listModelVersions",
            summary = "List the versions of a model",
            description = "Newest first, a page at a time.")
    @ApiResponse(
            responseCode = "200",
            description = "A page of versions",
            headers = @Header(name = "Link", ref = "#/components/headers/Link"),
            useReturnTypeSchema = true,
            content = @Content(examples = @ExampleObject(name = "page", ref = PAGE)))
    @Problems({404, 422})
    ResponseEntity<Page<ModelView>> versions(
            @Parameter(ref = NAME) @PathVariable String name,
            @Parameter(ref = Queries.LIMIT) @RequestParam(required = false) @Nullable String limit,
            @Parameter(ref = Queries.AFTER) @RequestParam(required = false) @Nullable String after) {
        return Queries.answer(service.versions(name, Queries.limit(limit), Queries.after(after)));
    }

    @GetMapping("/{name}/versions/{version}")
    @Operation(
            operationId = "getModelVersion",
            summary = "Look at a version of a model",
            description = "As the model itself, but of any version rather than the latest.")
    @ApiResponse(
            responseCode = "200",
            description = "The version",
            headers = @Header(name = "ETag", ref = "#/components/headers/ETag"),
            useReturnTypeSchema = true,
            content = @Content(examples = @ExampleObject(name = "iris", ref = MODEL)))
    @Problems(404)
    ResponseEntity<ModelView> find(
            @Parameter(ref = NAME) @PathVariable String name, @Parameter(ref = VERSION) @PathVariable String version) {
        return service.find(name, version).answer();
    }

    @GetMapping("/{name}/parameters")
    @Operation(
            operationId = "getModelParameters",
            summary = "The weights of a model",
            description = "Of its latest version, one entry for each layer, as in a network definition.")
    @ApiResponse(
            responseCode = "200",
            description = "The weights",
            content =
                    @Content(
                            schema = @Schema(ref = PARAMETERS),
                            examples = @ExampleObject(name = "iris", ref = WEIGHTS)))
    @Problems({404, 422})
    JsonNode parameters(
            @Parameter(ref = NAME) @PathVariable String name,
            @Parameter(ref = MEMBER) @RequestParam(required = false) @Nullable String member) {
        return parametersOf(name, null, member);
    }

    @GetMapping("/{name}/versions/{version}/parameters")
    @Operation(
            operationId = "getModelVersionParameters",
            summary = "The weights of a version of a model",
            description = "One entry for each layer, as in a network definition.")
    @ApiResponse(
            responseCode = "200",
            description = "The weights",
            content =
                    @Content(
                            schema = @Schema(ref = PARAMETERS),
                            examples = @ExampleObject(name = "iris", ref = WEIGHTS)))
    @Problems({404, 422})
    JsonNode parameters(
            @Parameter(ref = NAME) @PathVariable String name,
            @Parameter(ref = VERSION) @PathVariable String version,
            @Parameter(ref = MEMBER) @RequestParam(required = false) @Nullable String member) {
        return parametersOf(name, version, member);
    }

    private ObjectNode parametersOf(String name, @Nullable String version, @Nullable String member) {
        int index = Queries.wholeNumber("member", member, 0, Integer.MAX_VALUE).orElse(0);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("parameters", service.parameters(name, version, index));
        return json;
    }

    @DeleteMapping("/{name}")
    @Operation(
            operationId = "deleteModel",
            summary = "Delete a model",
            description =
                    "All its versions, with their aliases. A later model of the name counts on from there. A version that a "
                            + "training job which has not ended continues from cannot be deleted (409).")
    @ApiResponse(responseCode = "204", description = "It is gone", content = @Content)
    @Problems({404, 409})
    ResponseEntity<Void> delete(@Parameter(ref = NAME) @PathVariable String name) {
        service.delete(name);
        return ResponseEntity.noContent().build();
    }

    @DeleteMapping("/{name}/versions/{version}")
    @Operation(
            operationId = "deleteModelVersion",
            summary = "Delete a version of a model",
            description =
                    "With its aliases; the others stay. Its number is not given again. A version that a training job which "
                            + "has not ended continues from cannot be deleted (409).")
    @ApiResponse(responseCode = "204", description = "It is gone", content = @Content)
    @Problems({404, 409})
    ResponseEntity<Void> delete(
            @Parameter(ref = NAME) @PathVariable String name, @Parameter(ref = VERSION) @PathVariable String version) {
        service.delete(name, version);
        return ResponseEntity.noContent().build();
    }
}
