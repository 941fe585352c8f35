package dev.chainrule.dataset;

import dev.chainrule.support.Api;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Datasets in memory, for tests. */
public final class TestDatasets {

    private TestDatasets() {}

    public static DatasetReference json(String json) {
        Faults faults = new Faults();
        InlineDataset dataset = read(json, faults);
        faults.throwIfAny();
        return DatasetReference.to(Objects.requireNonNull(dataset));
    }

    static @Nullable InlineDataset read(String json, Faults faults) {
        JsonNode node = Api.json(json);
        return DatasetJson.read(JsonObject.of(node, "", faults), node);
    }

    public static DatasetRows csv(String csv, String... target) {
        return csv(csv.getBytes(StandardCharsets.UTF_8), target);
    }

    static DatasetRows csv(byte[] csv, String... target) {
        return csv(new CsvRows(new ByteArrayInputStream(csv)), new Selection(List.of(target), List.of(), List.of()));
    }

    static DatasetRows csv(CsvRows rows, Selection selection) {
        List<Chunk> chunks = new ArrayList<>();
        ChunkSource source = ChunkSource.of(chunks);
        ChunkWriter.Sink sink = (count, bytes, length) -> chunks.add(Chunk.of(count, bytes, length));
        return new DatasetRows(CsvTable.read(rows, selection, sink, source), source);
    }

    public static byte[] file(String name) throws IOException {
        try (InputStream stream = TestDatasets.class.getResourceAsStream("/tables/" + name)) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        }
    }
}
