package dev.chainrule.dataset;

import dev.chainrule.web.JsonObject;
import dev.chainrule.web.JsonText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads {@code {"columns": ["a", ...], "rows": [[1, "red", true], ...]}}. */
final class TableJson {

    static final int MOST_COLUMNS = 20_000;
    static final int LONGEST_NAME = 1_000;

    private final JsonObject json;
    private final List<String> names;
    private final SchemaScan scan;
    private final List<Chunk> chunks = new ArrayList<>();
    private final ChunkWriter writer = ChunkWriter.into(chunks);
    private int row;

    private TableJson(JsonObject json, List<String> names, Selection selection) {
        this.json = json;
        this.names = names;
        scan = new SchemaScan(DatasetKind.TABLE, names, selection, writer, column -> row);
    }

    /** The rows of a table; null where there was any fault. */
    static @Nullable DatasetRows read(JsonObject json) {
        int before = json.faults().count();
        List<String> names = columns(json);
        JsonNode rows = json.array("rows");
        Selection selection = DatasetJson.selection(json);
        if (rows == null || rows.isEmpty()) {
            if (!json.has("rows")) {
                json.missing("rows");
            } else if (rows != null) {
                json.fault("rows", "must have at least one row");
            }
        }
        if (names.isEmpty() || rows == null || rows.isEmpty()) {
            return null;
        }
        TableJson table = new TableJson(json, names, selection);
        table.readRows(rows);
        table.refuseMisfits();
        if (json.faults().count() > before) {
            selection.check(names, Blame.json(json));
            return null;
        }
        ChunkSource source = ChunkSource.of(table.chunks);
        return new DatasetRows(table.scan.finish(source), source);
    }

    private static List<String> columns(JsonObject json) {
        if (!json.has("columns")) {
            json.missing("columns");
            return List.of();
        }
        JsonNode array = json.array("columns");
        if (array == null) {
            return List.of();
        }
        List<String> names = json.texts("columns").stream().map(String::strip).toList();
        if (array.isEmpty()) {
            json.fault("columns", "must name at least one column");
        }
        if (names.size() > MOST_COLUMNS) {
            json.fault("columns", "must be at most " + MOST_COLUMNS + ", were " + names.size());
            return List.of();
        }
        faultsOfNames(names).forEach((index, fault) -> json.faults().add(json.pointer("columns") + "/" + index, fault));
        return names.size() == array.size() ? names : List.of();
    }

    /** What is wrong with names of columns, by index. */
    static SortedMap<Integer, String> faultsOfNames(List<String> names) {
        SortedMap<Integer, String> faults = new TreeMap<>();
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            Integer first = seen.putIfAbsent(name, i);
            if (name.isEmpty()) {
                faults.put(i, "the column has no name");
            } else if (name.length() > LONGEST_NAME) {
                faults.put(i, "the name of the column is longer than " + LONGEST_NAME + " characters");
            } else if (first != null) {
                faults.put(i, "the column name " + JsonText.quote(name) + " is that of column " + (first + 1) + " too");
            }
        }
        return faults;
    }

    private void readRows(JsonNode rows) {
        for (JsonNode item : rows) {
            String at = json.pointer("rows") + "/" + row;
            if (!item.isArray()) {
                json.faults().add(at, "must be an array of cells, was " + JsonText.of(item));
            } else if (item.size() != names.size()) {
                json.faults().add(at, "must have " + names.size() + " cells, one for each column, had " + item.size());
            } else {
                readCells(item);
            }
            row++;
        }
        writer.flush();
    }

    private void readCells(JsonNode cells) {
        int column = 0;
        for (JsonNode cell : cells) {
            String at = json.pointer("rows") + "/" + row + "/" + column;
            String text = cell.isNumber() && !cell.isIntegralNumber()
                    ? cell.numberValue().toString()
                    : cell.asString("");
            if (cell.isContainer()) {
                json.faults().add(at, "must be a number, a string, a boolean or null, was " + JsonText.of(cell));
            } else if (text.length() > CsvRows.LONGEST_CELL) {
                json.faults()
                        .add(at, "must have at most " + CsvRows.LONGEST_CELL + " characters, had " + text.length());
            } else if (cell.isNull()) {
                scan.addMissing(column);
            } else {
                scan.add(column, text, cell.isString());
            }
            column++;
        }
        scan.endRow();
    }

    private void refuseMisfits() {
        for (int i = 0; i < names.size(); i++) {
            ColumnScan.Misfit tooLarge = scan.tooLarge(i);
            if (tooLarge != null) {
                json.faults().add(place(tooLarge, i), "is too large for a 32-bit number");
            }
            ColumnScan.Misfit misfit = scan.misfit(i);
            if (misfit != null) {
                json.faults().add(place(misfit, i), scan.demand(i, misfit));
            }
        }
    }

    private String place(ColumnScan.Misfit misfit, int column) {
        return json.pointer("rows") + "/" + misfit.place() + "/" + column;
    }
}
