package dev.chainrule.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** A history as CSV, for those who ask for it: a row an epoch, a column for each metric, such as {@code trainAccuracy}. */
@Component
class HistoryCsv extends AbstractHttpMessageConverter<HistoryView> {

    static final String TYPE = "text/csv";

    private static final List<String> COLUMNS =
            List.of("member", "epoch", "trainLoss", "validationLoss", "learningRate", "seconds");

    HistoryCsv() {
        super(StandardCharsets.UTF_8, MediaType.valueOf(TYPE));
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type == HistoryView.class;
    }

    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    protected HistoryView readInternal(Class<? extends HistoryView> type, HttpInputMessage message) {
        throw new HttpMessageNotReadableException("a history is only written", message);
    }

    @Override
    protected void writeInternal(HistoryView history, HttpOutputMessage message) throws IOException {
        message.getBody().write(write(history).getBytes(StandardCharsets.UTF_8));
    }

    static String write(HistoryView history) {
        Map<String, String> metrics = metrics(history);
        List<String> columns = new ArrayList<>(COLUMNS);
        columns.addAll(metrics.keySet());
        StringBuilder csv = new StringBuilder(String.join(",", columns)).append('\n');
        for (EpochView epoch : history.epochs()) {
            csv.append(epoch.member()).append(',').append(epoch.epoch()).append(',');
            csv.append(epoch.trainLoss()).append(',').append(cell(epoch.validationLoss()));
            csv.append(',').append(epoch.learningRate()).append(',').append(epoch.seconds());
            for (String pointer : metrics.values()) {
                JsonNode value = epoch.metrics().at(pointer);
                csv.append(',').append(value.isNumber() ? value.toString() : "");
            }
            csv.append('\n');
        }
        return csv.toString();
    }

    private static String cell(@Nullable Double value) {
        return value == null ? "" : value.toString();
    }

    /** The columns of all metrics that occur, each with the JSON pointer of its values. */
    private static Map<String, String> metrics(HistoryView history) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (EpochView epoch : history.epochs()) {
            for (String part : List.of("train", "validation")) {
                for (String name : epoch.metrics().path(part).propertyNames()) {
                    String capital = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
                    columns.put(part + capital, "/" + part + "/" + name);
                }
            }
        }
        return columns;
    }
}
