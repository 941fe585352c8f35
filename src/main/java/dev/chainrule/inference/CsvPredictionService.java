package dev.chainrule.inference;

import dev.chainrule.dataset.CsvRows;
import dev.chainrule.model.ReadyModel;
import dev.chainrule.model.ReadyModels;
import dev.chainrule.web.ChainruleProperties;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Predicts for CSV files of any length. */
@Service
class CsvPredictionService {

    private final ReadyModels models;
    private final PredictionMetrics metrics;
    private final long mostBytes;

    CsvPredictionService(ReadyModels models, PredictionMetrics metrics, ChainruleProperties properties) {
        this.models = models;
        this.metrics = metrics;
        this.mostBytes = properties.maxCsvSize().toBytes();
    }

    /** The whole answer, to be closed: a fault in the last row refuses the file as one in the first does. */
    Spool predict(String name, @Nullable String version, InputStream body, PredictionOptions options)
            throws IOException {
        long start = System.nanoTime();
        ReadyModel model = models.get(name, version, options.checkpoint());
        Spool spool = new Spool(mostBytes);
        boolean complete = false;
        try {
            Writer out = new OutputStreamWriter(spool, StandardCharsets.UTF_8);
            CsvRows rows = new CsvRows(body, options.hasHeader());
            long predicted = new CsvPredictions(model, rows, options.ignoreUnknown(), out).predict(options.hasHeader());
            out.flush();
            metrics.record(predicted, System.nanoTime() - start);
            complete = true;
            return spool;
        } finally {
            if (!complete) {
                spool.close();
            }
        }
    }
}
