package dev.chainrule.model;

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
@Tag(name = "Models", description = "What training jobs leave: versions 1, 2, ... of a name")
class ModelController {

    private final ModelService service;

    ModelController(ModelService service) {
        this.service = service;
    }

    @GetMapping
    @Operation(summary = "List models", description = "The latest version of each, newest first, a page at a time.")
    @Problems(422)
    ResponseEntity<Page<ModelView>> list(
            @Parameter(description = "Models a page, 1 to 500", example = "50")
                    @RequestParam(required = false)
                    @Nullable
                    String limit,
            @Parameter(description = "The cursor that the page before gave as `next`")
                    @RequestParam(required = false)
                    @Nullable
                    String after,
            @Parameter(description = "Only the model of this name") @RequestParam(required = false) @Nullable
                    String name) {
        return Queries.answer(service.list(Queries.limit(limit), Queries.after(after), name));
    }

    @GetMapping("/{name}")
    @Operation(summary = "Look at a model", description = "Its latest version.")
    @ApiResponse(
            responseCode = "200",
            description = "The model",
            content =
                    @Content(
                            schema = @Schema(implementation = ModelView.class),
                            examples = @ExampleObject(name = "iris", ref = "#/components/examples/IrisModel")))
    @Problems(404)
    ModelView find(@PathVariable String name) {
        return service.find(name, null);
    }

    @GetMapping("/{name}/versions")
    @Operation(summary = "List the versions of a model", description = "Newest first, a page at a time.")
    @Problems({404, 422})
    ResponseEntity<Page<ModelView>> versions(
            @PathVariable String name,
            @Parameter(description = "Versions a page, 1 to 500", example = "50")
                    @RequestParam(required = false)
                    @Nullable
                    String limit,
            @Parameter(description = "The cursor that the page before gave as `next`")
                    @RequestParam(required = false)
                    @Nullable
                    String after) {
        return Queries.answer(service.versions(name, Queries.limit(limit), Queries.after(after)));
    }

    @GetMapping("/{name}/versions/{version}")
    @Operation(summary = "Look at a version of a model", description = "The version is a number.")
    @Problems(404)
    ModelView find(@PathVariable String name, @PathVariable String version) {
        return service.find(name, version);
    }

    @GetMapping("/{name}/parameters")
    @Operation(
            summary = "The weights of a model",
            description = "Of its latest version, one entry for each layer that has any, as in a network definition.")
    @Problems({404, 422})
    JsonNode parameters(
            @PathVariable String name,
            @Parameter(description = "The member, from 0", example = "0") @RequestParam(required = false) @Nullable
                    String member) {
        return parametersOf(name, null, member);
    }

    @GetMapping("/{name}/versions/{version}/parameters")
    @Operation(summary = "The weights of a version of a model", description = "As in a network definition.")
    @Problems({404, 422})
    JsonNode parameters(
            @PathVariable String name,
            @PathVariable String version,
            @Parameter(description = "The member, from 0", example = "0") @RequestParam(required = false) @Nullable
                    String member) {
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
            summary = "Delete a model",
            description = "All its versions. A later model of the name counts on from there.")
    @ApiResponse(responseCode = "204", description = "It is gone", content = @Content)
    @Problems(404)
    ResponseEntity<Void> delete(@PathVariable String name) {
        service.delete(name);
        return ResponseEntity.noContent().build();
    }

    @DeleteMapping("/{name}/versions/{version}")
    @Operation(summary = "Delete a version of a model")
    @ApiResponse(responseCode = "204", description = "It is gone", content = @Content)
    @Problems(404)
    ResponseEntity<Void> delete(@PathVariable String name, @PathVariable String version) {
        service.delete(name, version);
        return ResponseEntity.noContent().build();
    }
}
