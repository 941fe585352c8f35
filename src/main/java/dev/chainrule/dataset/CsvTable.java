package dev.chainrule.dataset;

import dev.chainrule.web.ProblemException;
import java.util.List;
import java.util.function.Consumer;

/** Reads a table from CSV. */
final class CsvTable {

    private CsvTable() {}

    /**
     * Passes the rows on, chunk by chunk, and says what they are.
     *
     * @param sink takes the chunks
     * @param source gives them back
     */
    static Schema read(CsvRows rows, Selection selection, Consumer<Chunk> sink, ChunkSource source) {
        SchemaScan scan = new SchemaScan(DatasetKind.TABLE, rows.header());
        ChunkWriter writer = new ChunkWriter(sink);
        for (List<String> row = rows.next(); row != null; row = rows.next()) {
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                if (Cell.isMissing(cell)) {
                    String place = "line " + rows.lineOf(column) + ", column " + (column + 1);
                    throw ProblemException.unprocessable(
                            place + " (" + rows.header().get(column) + ")", TableJson.NO_MISSING_VALUES);
                }
                scan.add(column, cell, false, rows.line());
                writer.text(cell);
            }
            scan.endRow();
            writer.endRow();
        }
        if (scan.rows() == 0) {
            throw CsvRows.fault(rows.firstLine(), 1, "there is a header, but no row");
        }
        for (int column = 0; column < rows.header().size(); column++) {
            ColumnScan.TooLarge found = scan.tooLarge(column);
            if (found != null) {
                throw CsvRows.fault(found.place(), column + 1, "the number is too large for 32 bits: " + found.cell());
            }
        }
        writer.flush();
        return scan.finish(selection, source);
    }
}
