package dev.chainrule.dataset;

import dev.chainrule.web.Fault;
import dev.chainrule.web.Faults;
import dev.chainrule.web.ProblemException;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The other ways to create a dataset. In the documentation they are one operation with that of {@link DatasetController}. */
@RestController
@RequestMapping("/api/v1/datasets")
@Hidden
class DatasetUploadController {

    private static final String CSV = "text/csv";
    private static final String SAMPLE = "sample";
    private static final List<MediaType> ACCEPTED =
            List.of(MediaType.APPLICATION_JSON, MediaType.parseMediaType(CSV), MediaType.MULTIPART_FORM_DATA);

    private final DatasetService datasets;
    private final DatasetUpload uploads;

    DatasetUploadController(DatasetService datasets, DatasetUpload uploads) {
        this.datasets = datasets;
        this.uploads = uploads;
    }

    @PostMapping(consumes = CSV)
    ResponseEntity<DatasetAnswer> upload(HttpServletRequest request, @RequestParam MultiValueMap<String, String> query)
            throws IOException, HttpMediaTypeNotSupportedException {
        MediaType type = MediaType.parseMediaType(request.getContentType());
        if (type.getCharset() != null && !type.getCharset().equals(StandardCharsets.UTF_8)) {
            throw new HttpMediaTypeNotSupportedException(
                    type, List.of(MediaType.parseMediaType(CSV + ";charset=UTF-8")));
        }
        UploadQuery upload = read(query);
        return DatasetController.created(uploads.upload(upload, request.getInputStream()));
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<DatasetAnswer> uploadForm(
            HttpServletRequest request, @RequestParam MultiValueMap<String, String> query) throws IOException {
        UploadQuery upload = read(query);
        try (InputStream file = CsvPart.of(request)) {
            return DatasetController.created(uploads.upload(upload, file));
        }
    }

    private static UploadQuery read(MultiValueMap<String, String> query) {
        Faults faults = new Faults();
        UploadQuery upload = UploadQuery.read(query, faults);
        faults.throwIfAny();
        return upload;
    }

    /** What no other operation takes: a sample, which has no body, or a body of a kind that is not read. */
    @PostMapping
    ResponseEntity<DatasetAnswer> sample(HttpServletRequest request, @RequestParam MultiValueMap<String, String> query)
            throws HttpMediaTypeNotSupportedException {
        if (!query.containsKey(SAMPLE)) {
            MediaType type =
                    request.getContentType() == null ? null : MediaType.parseMediaType(request.getContentType());
            throw new HttpMediaTypeNotSupportedException(type, ACCEPTED);
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, String> parameter : query.toSingleValueMap().entrySet()) {
            double number = Cell.number(parameter.getValue());
            if (Double.isFinite(number)) {
                json.put(parameter.getKey(), new BigDecimal(parameter.getValue().strip()));
            } else {
                json.put(parameter.getKey(), parameter.getValue());
            }
        }
        try {
            return DatasetController.created(datasets.create(json));
        } catch (ProblemException e) {
            // here they are query parameters, not properties
            throw ProblemException.unprocessable(e.faults().stream()
                    .map(fault -> new Fault(fault.pointer().substring(1), fault.detail()))
                    .toList());
        }
    }
}
