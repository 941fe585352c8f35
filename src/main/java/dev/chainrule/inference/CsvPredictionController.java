package dev.chainrule.inference;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** CSV in, CSV out. In the documentation it is one operation with that of {@link InferenceController}. */
@RestController
@RequestMapping("/api/v1/models")
@Hidden
class CsvPredictionController {

    static final String CSV = "text/csv";

    private final CsvPredictionService service;

    CsvPredictionController(CsvPredictionService service) {
        this.service = service;
    }

    @PostMapping(path = "/{name}/predictions", consumes = CSV, produces = CSV)
    void predict(
            @PathVariable String name,
            @RequestParam MultiValueMap<String, String> query,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, HttpMediaTypeNotSupportedException {
        answer(name, null, query, request, response);
    }

    @PostMapping(path = "/{name}/versions/{version}/predictions", consumes = CSV, produces = CSV)
    void predict(
            @PathVariable String name,
            @PathVariable String version,
            @RequestParam MultiValueMap<String, String> query,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, HttpMediaTypeNotSupportedException {
        answer(name, version, query, request, response);
    }

    private void answer(
            String name,
            @Nullable String version,
            MultiValueMap<String, String> query,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, HttpMediaTypeNotSupportedException {
        MediaType type = MediaType.parseMediaType(request.getContentType());
        if (type.getCharset() != null && !type.getCharset().equals(StandardCharsets.UTF_8)) {
            throw new HttpMediaTypeNotSupportedException(
                    type, List.of(MediaType.parseMediaType(CSV + ";charset=UTF-8")));
        }
        PredictionOptions options = PredictionOptions.readForCsv(query);
        try (Spool answer = service.predict(name, version, request.getInputStream(), options)) {
            response.setContentType(CSV + ";charset=UTF-8");
            response.setContentLengthLong(answer.size());
            answer.sendTo(response.getOutputStream());
        }
    }
}
