package dev.chainrule.dataset;

import dev.chainrule.web.ProblemException;
import java.util.List;

/** Reads a table from CSV. */
final class CsvTable {

    private CsvTable() {}

    /**
     * Passes the rows on, chunk by chunk, and says what they are.
     *
     * @param sink takes the chunks
     * @param source gives them back
     */
    static Schema read(CsvRows rows, Selection selection, ChunkWriter.Sink sink, ChunkSource source) {
        List<String> names = rows.header();
        ChunkWriter writer = new ChunkWriter(sink);
        SchemaScan scan = new SchemaScan(DatasetKind.TABLE, names, selection, writer, rows::lineOf);
        while (rows.advance()) {
            if (scan.rows() == SchemaScan.MOST_ROWS) {
                throw CsvRows.fault(rows.line(), 1, "there are more than " + SchemaScan.MOST_ROWS + " rows");
            }
            char[] chars = rows.chars();
            for (int column = 0; column < names.size(); column++) {
                scan.add(column, chars, rows.start(column), rows.end(column), false);
            }
            scan.endRow();
        }
        if (scan.rows() == 0) {
            throw CsvRows.fault(rows.firstLine(), 1, "there is a header, but no row");
        }
        refuseMisfits(names.size(), scan);
        writer.flush();
        return scan.finish(source);
    }

    private static void refuseMisfits(int columns, SchemaScan scan) {
        for (int column = 0; column < columns; column++) {
            ColumnScan.Misfit tooLarge = scan.tooLarge(column);
            if (tooLarge != null) {
                throw CsvRows.fault(
                        tooLarge.place(), column + 1, "the number is too large for 32 bits: " + tooLarge.cell());
            }
            ColumnScan.Misfit misfit = scan.misfit(column);
            if (misfit != null) {
                throw ProblemException.unprocessable(
                        Blame.TYPES, CsvRows.place(misfit.place(), column + 1) + ": " + scan.demand(column, misfit));
            }
        }
    }
}
