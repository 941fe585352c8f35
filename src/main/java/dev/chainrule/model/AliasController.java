package dev.chainrule.model;

import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonObject;
import dev.chainrule.web.Names;
import dev.chainrule.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.OptionalInt;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Names for versions, so that a retrained model does not go live by itself. */
@RestController
@RequestMapping(path = "/api/v1/models/{name}/aliases/{alias}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Models")
class AliasController {

    private static final String NAME = "#/components/parameters/ModelName";
    private static final String ALIAS = "#/components/parameters/ModelAlias";

    private final ModelService service;

    AliasController(ModelService service) {
        this.service = service;
    }

    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "putModelAlias",
            summary = "Point an alias to a version",
            description = """
                    Makes the alias, or moves it. It can stand for the version's number in every path, so that a client of \
                    `/models/iris/versions/production/predictions` gets a new version when you say so, not when a training ends. It \
                    is deleted with the version that it points to.""",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(ref = "#/components/schemas/AliasRequest"),
                                            examples =
                                                    @ExampleObject(
                                                            name = "version 1",
                                                            ref = "#/components/examples/AliasOfVersion1"))))
    @ApiResponse(
            responseCode = "200",
            description = "The version that the alias points to",
            headers = @Header(name = "ETag", ref = "#/components/headers/ETag"),
            useReturnTypeSchema = true,
            content = @Content(examples = @ExampleObject(name = "iris", ref = "#/components/examples/IrisModel")))
    @Problems({400, 404, 413, 415, 422})
    ResponseEntity<ModelView> put(
            @Parameter(ref = NAME) @PathVariable String name,
            @Parameter(ref = ALIAS) @PathVariable String alias,
            @RequestBody JsonNode body) {
        Faults faults = new Faults();
        if (Names.check(alias, "alias", faults) && alias.matches("\\d+")) {
            faults.add("alias", "must not be a number, which means a version");
        }
        JsonObject request = JsonObject.of(body, "", faults);
        OptionalInt version = request.integer("version", 1, Integer.MAX_VALUE);
        if (!request.has("version")) {
            request.missing("version");
        }
        request.end();
        faults.throwIfAny();
        return service.putAlias(name, alias, version.orElseThrow()).answer();
    }

    @DeleteMapping
    @Operation(
            operationId = "deleteModelAlias",
            summary = "Delete an alias of a model",
            description = "The version that it points to stays.")
    @ApiResponse(responseCode = "204", description = "It is gone", content = @Content)
    @Problems(404)
    ResponseEntity<Void> delete(
            @Parameter(ref = NAME) @PathVariable String name, @Parameter(ref = ALIAS) @PathVariable String alias) {
        service.deleteAlias(name, alias);
        return ResponseEntity.noContent().build();
    }
}
