package dev.chainrule.dataset;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.chainrule.web.ProblemException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file, one at a time: UTF-8, commas, a header, every row as wide as that. Everything that is wrong is a 400 that
 * names line and column; lines are those of the file, also after quoted line breaks, and columns are counted in cells from 1.
 */
final class CsvRows {

    private static final int LONGEST_CELL = 1_000_000;
    private static final int LONGEST_ROW = 16_000_000;

    private final Utf8Reader text;
    private final Cells cells = new Cells();
    private final CloseableIterator<List<String>> records;
    private final List<String> header;
    private long firstLine;

    CsvRows(InputStream stream) {
        text = new Utf8Reader(stream);
        records = CsvReader.builder()
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                // a cell, its quotes, and what the reader takes at once
                .maxBufferSize(LONGEST_CELL + (1 << 16))
                .build(cells, text)
                .iterator();
        header = readHeader();
    }

    private List<String> readHeader() {
        List<String> record = read();
        if (record == null) {
            throw fault(1, 1, "the file is empty: a header with the names of the columns is needed");
        }
        List<String> names = record.stream().map(String::strip).toList();
        TableJson.faultsOfNames(names).entrySet().stream().findFirst().ifPresent(entry -> {
            throw fault(lineOf(entry.getKey()), entry.getKey() + 1, entry.getValue());
        });
        firstLine = lineOf(record.size()) + 1;
        return names;
    }

    /** The line below the header. */
    long firstLine() {
        return firstLine;
    }

    List<String> header() {
        return header;
    }

    /** The cells of the next row, valid until the one after it; null at the end. */
    @Nullable
    List<String> next() {
        List<String> row = read();
        if (row == null) {
            return null;
        }
        if (row.size() != header.size()) {
            int column = Math.min(row.size(), header.size()) + 1;
            throw fault(
                    cells.line,
                    column,
                    "the row has " + row.size() + (row.size() == 1 ? " cell" : " cells") + ", expected were "
                            + header.size() + " as in the header");
        }
        return row;
    }

    private @Nullable List<String> read() {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (CsvParseException e) {
            if (e.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            int column = cells.row.size();
            throw fault(lineOf(column), column + 1, reason(e));
        }
    }

    /** FastCSV says what is wrong in words alone: these are the three things that it refuses. */
    private String reason(CsvParseException e) {
        String message = String.valueOf(e.getMessage());
        if (text.malformed() != null && (message.startsWith("Unclosed") || message.contains("(0xffff)"))) {
            return String.valueOf(text.malformed());
        }
        if (message.startsWith("Unclosed")) {
            return "a quote is opened and never closed";
        }
        if (message.startsWith("Unexpected character after closing quote")) {
            return "there is text after a closing quote; a quote within quotes is written twice";
        }
        if (message.startsWith("The maximum buffer size")) {
            return "the cell is longer than " + LONGEST_CELL + " characters; is a quote never closed?";
        }
        throw e;
    }

    /** The line where the current row begins. */
    long line() {
        return cells.line;
    }

    /** The line where cell {@code column}, from 0, of the current row begins. */
    long lineOf(int column) {
        long line = cells.line;
        for (int i = 0; i < column; i++) {
            line += lineBreaks(cells.row.get(i));
        }
        return line;
    }

    private static long lineBreaks(String cell) {
        long breaks = 0;
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == '\n' || (c == '\r' && (i + 1 == cell.length() || cell.charAt(i + 1) != '\n'))) {
                breaks++;
            }
        }
        return breaks;
    }

    /** @param column from 1 */
    static ProblemException fault(long line, int column, String detail) {
        return ProblemException.badRequest("line " + line + ", column " + column + ": " + detail);
    }

    /** Collects the cells of a row, and refuses what is no text or too much of it before it is kept. */
    private final class Cells extends AbstractBaseCsvCallbackHandler<List<String>> {

        private final List<String> row = new ArrayList<>();
        private long line = 1;
        private int length;

        @Override
        protected void handleBegin(long startingLineNumber) {
            row.clear();
            line = startingLineNumber;
            length = 0;
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int count, boolean quoted) {
            length += count;
            if (index >= TableJson.MOST_COLUMNS) {
                throw fault(line, index + 1, "there are more than " + TableJson.MOST_COLUMNS + " columns");
            }
            if (count > LONGEST_CELL) {
                throw fault(lineOf(index), index + 1, "the cell is longer than " + LONGEST_CELL + " characters");
            }
            if (length > LONGEST_ROW) {
                throw fault(lineOf(index), index + 1, "the row is longer than " + LONGEST_ROW + " characters");
            }
            for (int i = offset; i < offset + count; i++) {
                if (buffer[i] == 0 || buffer[i] == Utf8Reader.MALFORMED) {
                    throw fault(lineOf(index), index + 1, whyNoText(buffer[i]));
                }
            }
            row.add(new String(buffer, offset, count));
        }

        private String whyNoText(char c) {
            String malformed = c == Utf8Reader.MALFORMED ? text.malformed() : null;
            return malformed == null ? "the cell has a character that is no text; is the file binary?" : malformed;
        }

        @Override
        protected List<String> buildRecord() {
            return row;
        }
    }
}
