package dev.chainrule.web;

import io.swagger.v3.oas.annotations.media.Schema;

/** One thing wrong with a request. */
@Schema(description = "One thing that is wrong with the request")
public record Fault(
        @Schema(description = "JSON Pointer of the value in the request", example = "/network/layers/1/units")
        String pointer,

        @Schema(description = "What is wrong with it", example = "must be at least 1, was 0")
        String detail) {}
