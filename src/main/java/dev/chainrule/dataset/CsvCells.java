package dev.chainrule.dataset;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.Arrays;

/** Collects the characters of a row's cells, and refuses what is no text or too much of it before it is kept. */
final class CsvCells extends AbstractBaseCsvCallbackHandler<CsvCells> {

    private static final int LONGEST_ROW = 16_000_000;

    private final Utf8Reader text;
    private char[] chars = new char[1 << 10];
    /** Where each cell begins, and where the last ends. */
    private int[] starts = new int[16];

    private int count;
    private long line = 1;

    CsvCells(Utf8Reader text) {
        this.text = text;
    }

    int count() {
        return count;
    }

    char[] chars() {
        return chars;
    }

    int start(int cell) {
        return starts[cell];
    }

    int end(int cell) {
        return starts[cell + 1];
    }

    String cell(int cell) {
        return new String(chars, starts[cell], starts[cell + 1] - starts[cell]);
    }

    /** The line where the row begins. */
    long line() {
        return line;
    }

    /** The line where a cell begins. */
    long lineOf(int cell) {
        return line + lineBreaks(chars, starts, 0, cell);
    }

    /** How many lines end within {@code cells} cells of {@code chars}, whose bounds begin at {@code bounds[first]}. */
    static long lineBreaks(char[] chars, int[] bounds, int first, int cells) {
        long breaks = 0;
        for (int cell = first; cell < first + cells; cell++) {
            breaks += lineBreaks(chars, bounds[cell], bounds[cell + 1]);
        }
        return breaks;
    }

    private static int lineBreaks(char[] chars, int from, int to) {
        int breaks = 0;
        for (int i = from; i < to; i++) {
            // a line feed behind a carriage return ends the same line
            boolean ends = chars[i] == '\n' || (chars[i] == '\r' && (i + 1 == to || chars[i + 1] != '\n'));
            breaks += ends ? 1 : 0;
        }
        return breaks;
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        count = 0;
        line = startingLineNumber;
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        int start = starts[index];
        int end = start + length;
        if (index >= TableJson.MOST_COLUMNS) {
            throw fault(index, "there are more than " + TableJson.MOST_COLUMNS + " columns");
        }
        if (length > CsvRows.LONGEST_CELL) {
            throw fault(index, "the cell is longer than " + CsvRows.LONGEST_CELL + " characters");
        }
        if (end > LONGEST_ROW) {
            throw fault(index, "the row is longer than " + LONGEST_ROW + " characters");
        }
        if (end > chars.length) {
            chars = Arrays.copyOf(chars, Math.max(end, chars.length * 2));
        }
        if (index + 2 > starts.length) {
            starts = Arrays.copyOf(starts, starts.length * 2);
        }
        System.arraycopy(buffer, offset, chars, start, length);
        if (text.hasNoText()) {
            refuseNoText(index, start, end);
        }
        starts[index + 1] = end;
        count = index + 1;
    }

    private void refuseNoText(int cell, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Utf8Reader.isNoText(chars[i])) {
                throw fault(cell, whyNoText(chars[i]));
            }
        }
    }

    private RuntimeException fault(int cell, String detail) {
        return CsvRows.fault(lineOf(cell), cell + 1, detail);
    }

    private String whyNoText(char c) {
        String malformed = c == Utf8Reader.MALFORMED ? text.malformed() : null;
        return malformed == null ? "the cell has a character that is no text; is the file binary?" : malformed;
    }

    @Override
    protected CsvCells buildRecord() {
        return this;
    }
}
