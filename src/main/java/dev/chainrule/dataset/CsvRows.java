package dev.chainrule.dataset;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.chainrule.web.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file, one at a time: UTF-8, commas, semicolons or tabs, every row as wide as the first. Everything that is wrong
 * is a 400 that names line and column; lines are those of the file, also after quoted line breaks, and columns are counted in cells
 * from 1.
 */
public final class CsvRows {

    static final int LONGEST_CELL = 1_000_000;

    private final Utf8Reader text;
    private final CsvCells cells;
    private final char separator;
    private final CloseableIterator<CsvCells> records;
    private final List<String> header;
    /** Whether the current row was read already: without a header, the first tells how many columns there are. */
    private boolean readAhead;

    private long firstLine = 1;

    CsvRows(InputStream stream) {
        this(stream, true);
    }

    /** @param hasHeader whether the first row has the names of the columns; else they are called x1, x2, ... */
    public CsvRows(InputStream stream, boolean hasHeader) {
        text = new Utf8Reader(stream);
        cells = new CsvCells(text);
        char[] stretch = stretch(text);
        separator = Separator.of(stretch);
        records = CsvReader.builder()
                .fieldSeparator(separator)
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                // a cell, its quotes, and what the reader takes at once
                .maxBufferSize(LONGEST_CELL + (1 << 16))
                .build(cells, unread(stretch, text))
                .iterator();
        header = hasHeader ? readHeader() : countColumns();
    }

    /** The first characters, at most {@link Separator#STRETCH}; the array grows with them, as many uploads may be slow at once. */
    private static char[] stretch(Utf8Reader text) {
        try {
            char[] stretch = new char[1 << 10];
            int length = 0;
            int count = text.read(stretch, 0, stretch.length);
            while (count > 0 && length + count < Separator.STRETCH) {
                length += count;
                if (length == stretch.length) {
                    stretch = Arrays.copyOf(stretch, 2 * length);
                }
                count = text.read(stretch, length, stretch.length - length);
            }
            return Arrays.copyOf(stretch, length + Math.max(count, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PushbackReader unread(char[] stretch, Utf8Reader text) {
        try {
            PushbackReader reader = new PushbackReader(text, Math.max(stretch.length, 1));
            reader.unread(stretch);
            return reader;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> readHeader() {
        if (!read()) {
            throw fault(1, 1, "the file is empty: a header with the names of the columns is needed");
        }
        List<String> names = row().stream().map(String::strip).toList();
        TableJson.faultsOfNames(names).entrySet().stream().findFirst().ifPresent(entry -> {
            throw fault(lineOf(entry.getKey()), entry.getKey() + 1, entry.getValue());
        });
        firstLine = lineOf(names.size()) + 1;
        return names;
    }

    private List<String> countColumns() {
        if (!read()) {
            throw fault(1, 1, "the file is empty");
        }
        readAhead = true;
        return IntStream.rangeClosed(1, cells.count()).mapToObj(i -> "x" + i).toList();
    }

    /** What separates the cells. */
    public char separator() {
        return separator;
    }

    /** The line of the first row. */
    long firstLine() {
        return firstLine;
    }

    public List<String> header() {
        return header;
    }

    /** The cells of the next row; null at the end. */
    @Nullable
    List<String> next() {
        return advance() ? row() : null;
    }

    private List<String> row() {
        List<String> row = new ArrayList<>(cells.count());
        for (int i = 0; i < cells.count(); i++) {
            row.add(cells.cell(i));
        }
        return row;
    }

    /** Goes to the next row; false where there is none. */
    public boolean advance() {
        if (readAhead) {
            readAhead = false;
            return true;
        }
        if (!read()) {
            return false;
        }
        if (cells.count() != header.size()) {
            int column = Math.min(cells.count(), header.size()) + 1;
            throw fault(
                    cells.line(),
                    column,
                    "the row has " + cells.count() + (cells.count() == 1 ? " cell" : " cells") + ", expected were "
                            + header.size() + " as in the first row");
        }
        return true;
    }

    /** The characters of the current row, in which {@link #start} and {@link #end} tell the cells. */
    public char[] chars() {
        return cells.chars();
    }

    public int start(int column) {
        return cells.start(column);
    }

    public int end(int column) {
        return cells.end(column);
    }

    public String cell(int column) {
        return cells.cell(column);
    }

    private boolean read() {
        try {
            if (!records.hasNext()) {
                return false;
            }
            records.next();
            return true;
        } catch (CsvParseException e) {
            if (e.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            int column = cells.count();
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
    public long line() {
        return cells.line();
    }

    /** The line where cell {@code column}, from 0, of the current row begins. */
    public long lineOf(int column) {
        return cells.lineOf(column);
    }

    public static String place(long line, int column) {
        return "line " + line + ", column " + column;
    }

    /** @param column from 1 */
    static ProblemException fault(long line, int column, String detail) {
        return ProblemException.badRequest(place(line, column) + ": " + detail);
    }
}
