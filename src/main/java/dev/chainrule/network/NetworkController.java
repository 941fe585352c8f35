package dev.chainrule.network;

import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonObject;
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
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping(path = "/api/v1/networks", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Networks")
class NetworkController {

    private static final String NETWORK = "#/components/schemas/Network";
    private static final String EXAMPLE = "#/components/examples/Network";

    private final NetworkService networks;

    NetworkController(NetworkService networks) {
        this.networks = networks;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "createNetwork",
            summary = "Create a network",
            description =
                    "Stores a definition under a new id. `inputs` and the units of the last layer may be left out: the"
                            + " dataset gives them at training time.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            schema = @Schema(ref = "#/components/schemas/NetworkDefinition"),
                                            examples = {
                                                @ExampleObject(
                                                        name = "classifier",
                                                        ref = "#/components/examples/NetworkDefinition"),
                                                @ExampleObject(
                                                        name = "with parameters",
                                                        ref = "#/components/examples/NetworkDefinitionWithParameters")
                                            })))
    @ApiResponse(
            responseCode = "201",
            description = "The network as it is kept, every default filled in",
            headers = @Header(name = "Location", ref = "#/components/headers/Location"),
            content =
                    @Content(
                            schema = @Schema(ref = NETWORK),
                            examples = @ExampleObject(name = "network", ref = EXAMPLE)))
    @Problems({400, 413, 415, 422})
    ResponseEntity<ObjectNode> create(@RequestBody JsonNode body) {
        Faults faults = new Faults();
        Optional<NetworkDefinition> definition = NetworkJson.read(JsonObject.of(body, "", faults));
        faults.throwIfAny();
        StoredNetwork network = networks.create(definition.orElseThrow());
        return ResponseEntity.created(URI.create("/api/v1/networks/" + network.id()))
                .eTag(network.id().toString())
                .body(show(network));
    }

    @GetMapping
    @Operation(
            operationId = "listNetworks",
            summary = "List networks",
            description = "Newest first, without their parameters.")
    @ApiResponse(
            responseCode = "200",
            description = "A page of networks",
            headers = @Header(name = "Link", ref = "#/components/headers/Link"),
            content =
                    @Content(
                            schema = @Schema(ref = "#/components/schemas/NetworkPage"),
                            examples = @ExampleObject(name = "page", ref = "#/components/examples/NetworkPage")))
    @Problems(422)
    ResponseEntity<Page<ObjectNode>> list(
            @Parameter(ref = Queries.LIMIT) @RequestParam(required = false) @Nullable String limit,
            @Parameter(ref = Queries.AFTER) @RequestParam(required = false) @Nullable String after,
            @Parameter(ref = "#/components/parameters/NetworkName") @RequestParam(required = false) @Nullable
                    String name,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query) {
        Queries.allowOnly(query.keySet(), "limit", "after", "name");
        Page<StoredNetwork> page = networks.list(name, Queries.after(after), Queries.limit(limit));
        return Queries.answer(page.map(NetworkController::show));
    }

    @GetMapping("/{id}")
    @Operation(
            operationId = "getNetwork",
            summary = "Get a network",
            description = "The definition, every default filled in, with each layer's `inputs` and `outputs` and the"
                    + " `parameterCount` where the definition says them.")
    @ApiResponse(
            responseCode = "200",
            description = "The network",
            headers = @Header(name = "ETag", ref = "#/components/headers/ETag"),
            content =
                    @Content(
                            schema = @Schema(ref = NETWORK),
                            examples = @ExampleObject(name = "network", ref = EXAMPLE)))
    @Problems(404)
    ResponseEntity<ObjectNode> get(@Parameter(ref = "#/components/parameters/NetworkId") @PathVariable String id) {
        StoredNetwork network = networks.find(Queries.id("network", id)).orElseThrow(() -> NetworkService.notFound(id));
        return ResponseEntity.ok().eTag(network.id().toString()).body(show(network));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deleteNetwork",
            summary = "Delete a network",
            description =
                    "Refused with 409 while a queued, running or paused training job uses it. Models that were trained"
                            + " from it stay.")
    @ApiResponse(responseCode = "204", description = "It is gone", content = @Content)
    @Problems({404, 409})
    void delete(@Parameter(ref = "#/components/parameters/NetworkId") @PathVariable String id) {
        networks.delete(Queries.id("network", id));
    }

    private static ObjectNode show(StoredNetwork network) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", network.id().toString());
        json.setAll(NetworkJson.describe(network.definition()));
        NetworkJson.parameterCount(network.definition().spec()).ifPresent(count -> json.put("parameterCount", count));
        return json.put("createdAt", network.createdAt().toString());
    }
}
