package dev.chainrule.dataset;

import dev.chainrule.web.Numbers;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the rows of a dataset, one after the other, with one chunk in memory at a time: {@code while (cursor.next())}, and
 * the accessors speak of the current row.
 */
public final class RowCursor {

    private final ChunkSource source;
    private final List<Integer> rowCounts;
    private final boolean[] binary;
    private final int[] offsets;
    private final int[] lengths;
    private byte[] bytes = new byte[0];
    private int nextChunk;
    private int rowsLeft;
    private int position;

    RowCursor(Schema schema, ChunkSource source, long from) {
        this.source = source;
        this.rowCounts = source.rowCounts();
        int columns = schema.columns().size();
        binary = new boolean[columns];
        offsets = new int[columns];
        lengths = new int[columns];
        for (Column column : schema.columns()) {
            binary[column.index()] = isBinary(schema.kind(), column.type());
        }
        skip(from);
    }

    /** The numbers of a matrix are stored as such; a table's cells are stored as the text that was sent. */
    static boolean isBinary(DatasetKind kind, ColumnType type) {
        return kind == DatasetKind.MATRIX && type == ColumnType.NUMERIC;
    }

    private void skip(long rows) {
        long left = rows;
        while (nextChunk < rowCounts.size() && left >= rowCounts.get(nextChunk)) {
            left -= rowCounts.get(nextChunk++);
        }
        while (left > 0 && next()) {
            left--;
        }
    }

    /** Goes to the next row; false where there is none. */
    public boolean next() {
        if (rowsLeft == 0) {
            if (nextChunk == rowCounts.size()) {
                return false;
            }
            rowsLeft = rowCounts.get(nextChunk);
            bytes = source.chunk(nextChunk++).inflate();
            position = 0;
        }
        for (int column = 0; column < offsets.length; column++) {
            lengths[column] = binary[column] ? Double.BYTES : readLength();
            offsets[column] = position;
            position += lengths[column];
        }
        rowsLeft--;
        return true;
    }

    private int readLength() {
        int length = 0;
        int shift = 0;
        byte read = bytes[position++];
        while (read < 0) {
            length |= (read & 0x7f) << shift;
            shift += 7;
            read = bytes[position++];
        }
        return length | read << shift;
    }

    /** Whether the cell has no value. */
    public boolean isMissing(Column column) {
        return !binary[column.index()] && Cell.isMissing(cell(column));
    }

    /** The number in a column: of a numeric one its value, of a date the days since 1970-01-01, of a boolean 0 or 1. */
    public double number(Column column) {
        if (binary[column.index()]) {
            return ByteBuffer.wrap(bytes).getDouble(offsets[column.index()]);
        }
        String cell = cell(column);
        return switch (column.type()) {
            case NUMERIC -> Double.parseDouble(cell.strip());
            case DATE -> Cell.epochDays(cell);
            case BOOLEAN -> Boolean.TRUE.equals(Cell.flag(cell)) ? 1 : 0;
            case CATEGORICAL, TEXT -> throw new IllegalArgumentException(column.name() + " has no numbers");
        };
    }

    /** The category or class in a column, of whatever type. */
    public String category(Column column) {
        return switch (column.type()) {
            case NUMERIC, DATE -> Numbers.text(number(column));
            case BOOLEAN -> Boolean.toString(number(column) == 1);
            case CATEGORICAL, TEXT -> cell(column).strip();
        };
    }

    /** The cell as text, without the blanks around it. */
    public String text(Column column) {
        return binary[column.index()]
                ? Numbers.text(number(column))
                : cell(column).strip();
    }

    /** The cell as it was sent: a number, a boolean or a string. */
    public Object sent(Column column) {
        return switch (column.type()) {
            case NUMERIC ->
                binary[column.index()]
                        ? shortest(number(column))
                        : decimal(cell(column).strip());
            case BOOLEAN -> number(column) == 1;
            case CATEGORICAL, TEXT, DATE -> cell(column);
        };
    }

    String cell(Column column) {
        return new String(bytes, offsets[column.index()], lengths[column.index()], StandardCharsets.UTF_8);
    }

    private static Object shortest(double value) {
        long whole = (long) value;
        return whole == value && Math.abs(value) < 1e15 ? (Object) whole : (Object) value;
    }

    private static Object decimal(String text) {
        BigDecimal exact = exact(text);
        return exact == null ? (Object) Double.parseDouble(text) : exact;
    }

    /** Null where the exponent is beyond what can be written out: 1e-9999999999 is 0. */
    private static @Nullable BigDecimal exact(String text) {
        try {
            BigDecimal value = new BigDecimal(text);
            return Math.abs((long) value.scale()) <= 400 && value.precision() <= 400 ? value : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
