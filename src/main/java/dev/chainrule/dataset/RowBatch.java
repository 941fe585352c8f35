package dev.chainrule.dataset;

import java.util.Arrays;

/** Some rows of a CSV file, copied, so that they can be looked at while the next ones are read. */
final class RowBatch {

    /** How many characters make a batch: a fraction of a millisecond's work for whoever looks at them would be too little. */
    private static final int SIZE = 1 << 18;

    private final int columns;
    private char[] chars = new char[1 << 10];
    /** Of each row where its cells begin, and where the last ends. */
    private int[] bounds = new int[1 << 6];
    /** Where each row begins in the file. */
    private long[] lines = new long[1 << 4];

    private int rows;

    RowBatch(int columns) {
        this.columns = columns;
    }

    /**
     * Replaces the rows by the next ones of {@code source}, as many as make a batch.
     *
     * @param most more rows than these are refused
     * @return false where there was no row any more
     */
    boolean fill(CsvRows source, long most) {
        rows = 0;
        int length = 0;
        while (length < SIZE && source.advance()) {
            if (rows == most) {
                throw CsvRows.fault(source.line(), 1, "there are more than " + SchemaScan.MOST_ROWS + " rows");
            }
            length = add(source, length);
        }
        return rows > 0;
    }

    private int add(CsvRows source, int length) {
        int start = source.start(0);
        int count = source.end(columns - 1) - start;
        if (length + count > chars.length) {
            chars = Arrays.copyOf(chars, Math.max(length + count, chars.length * 2));
        }
        System.arraycopy(source.chars(), start, chars, length, count);
        int at = rows * (columns + 1);
        if (at + columns >= bounds.length) {
            bounds = Arrays.copyOf(bounds, Math.max(at + columns + 1, bounds.length * 2));
        }
        for (int column = 0; column < columns; column++) {
            bounds[at + column] = length + source.start(column) - start;
        }
        bounds[at + columns] = length + count;
        if (rows == lines.length) {
            lines = Arrays.copyOf(lines, rows * 2);
        }
        lines[rows++] = source.line();
        return length + count;
    }

    int rows() {
        return rows;
    }

    char[] chars() {
        return chars;
    }

    int start(int row, int column) {
        return bounds[row * (columns + 1) + column];
    }

    int end(int row, int column) {
        return bounds[row * (columns + 1) + column + 1];
    }

    /** The line where a cell begins. */
    long lineOf(int row, int column) {
        return lines[row] + CsvCells.lineBreaks(chars, bounds, row * (columns + 1), column);
    }
}
