package dev.chainrule.dataset;

import dev.chainrule.web.ProblemException;
import dev.chainrule.web.VirtualThreads;
import java.util.List;

/** Reads a table from CSV: a batch of rows is looked at while the next is read. */
final class CsvTable {

    private final int columns;
    private final SchemaScan scan;
    private RowBatch batch;
    private int row;

    private CsvTable(List<String> names, Selection selection, ChunkWriter writer) {
        columns = names.size();
        batch = new RowBatch(columns);
        scan = new SchemaScan(DatasetKind.TABLE, names, selection, writer, column -> batch.lineOf(row, column));
    }

    /**
     * Passes the rows on, chunk by chunk, and says what they are.
     *
     * @param sink takes the chunks
     * @param source gives them back
     */
    static Schema read(CsvRows rows, Selection selection, ChunkWriter.Sink sink, ChunkSource source) {
        List<String> names = rows.header();
        ChunkWriter writer = new ChunkWriter(sink);
        CsvTable table = new CsvTable(names, selection, writer);
        RowBatch filled = new RowBatch(names.size());
        RowBatch other = new RowBatch(names.size());
        OneBehind behind = new OneBehind();
        long read = 0;
        try {
            while (filled.fill(rows, SchemaScan.MOST_ROWS - read)) {
                read += filled.rows();
                RowBatch batch = filled;
                behind.run(() -> table.scan(batch));
                filled = other;
                other = batch;
            }
            behind.await();
        } finally {
            behind.drain();
        }
        if (read == 0) {
            throw CsvRows.fault(rows.firstLine(), 1, "there is a header, but no row");
        }
        refuseMisfits(names.size(), table.scan);
        writer.flush();
        return table.scan.finish(source);
    }

    private void scan(RowBatch rows) {
        batch = rows;
        char[] chars = rows.chars();
        for (row = 0; row < rows.rows(); row++) {
            for (int column = 0; column < columns; column++) {
                scan.add(column, chars, rows.start(row, column), rows.end(row, column), false);
            }
            scan.endRow();
        }
        VirtualThreads.giveWay();
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
