package dev.chainrule.dataset;

import dev.chainrule.web.Numbers;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the rows of a dataset, one after the other, with one chunk in memory at a time: {@code while (cursor.next())}, and
 * the accessors speak of the current row. Cells are stored as {@link ChunkWriter} says.
 */
public final class RowCursor {

    private static final int KIND = 3;

    private final ChunkSource source;
    private final List<Integer> rowCounts;
    private final List<Column> known;
    /** Whether a column of a chunk of the first format is 8 bytes a cell. */
    private final boolean[] binary;

    private final int[] heads;
    /** Where the bytes after the head are. */
    private final int[] offsets;

    private byte[] bytes = new byte[0];
    private boolean firstFormat;
    private int nextChunk;
    private int rowsLeft;
    private int position;

    /** @param known columns without whose value a row is left out */
    RowCursor(Schema schema, ChunkSource source, List<Column> known) {
        this.source = source;
        this.known = known;
        this.rowCounts = source.rowCounts();
        int columns = schema.columns().size();
        binary = new boolean[columns];
        heads = new int[columns];
        offsets = new int[columns];
        for (Column column : schema.columns()) {
            binary[column.index()] = schema.kind() == DatasetKind.MATRIX && column.type() == ColumnType.NUMERIC;
        }
    }

    /** Leaves out the next {@code rows} rows. */
    void skip(long rows) {
        long left = rows;
        while (left > 0) {
            if (rowsLeft == 0) {
                while (nextChunk < rowCounts.size() && left >= rowCounts.get(nextChunk)) {
                    left -= rowCounts.get(nextChunk++);
                }
            }
            if (left == 0 || !next()) {
                return;
            }
            left--;
        }
    }

    /** Goes to the next row; false where there is none. */
    public boolean next() {
        while (advance()) {
            if (known.isEmpty() || known.stream().noneMatch(this::isMissing)) {
                return true;
            }
        }
        return false;
    }

    private boolean advance() {
        if (rowsLeft == 0) {
            if (nextChunk == rowCounts.size()) {
                return false;
            }
            rowsLeft = rowCounts.get(nextChunk);
            Chunk chunk = source.chunk(nextChunk++);
            bytes = chunk.inflate();
            firstFormat = chunk.isFirstFormat();
            position = 0;
        }
        for (int column = 0; column < offsets.length; column++) {
            int head = firstFormat ? firstFormatHead(binary[column]) : readHead();
            heads[column] = head;
            offsets[column] = position;
            switch (head & KIND) {
                case ChunkWriter.TEXT -> position += head >>> 2;
                case ChunkWriter.NUMBER -> position += Double.BYTES;
                default -> skipDigits();
            }
        }
        rowsLeft--;
        return true;
    }

    private int firstFormatHead(boolean number) {
        return number ? ChunkWriter.NUMBER : readHead() << 2 | ChunkWriter.TEXT;
    }

    private int readHead() {
        int head = bytes[position++];
        return head >= 0 ? head : (int) readNumber(position - 1);
    }

    /** The number at {@code at}, in 7 bits a byte; it moves the position behind it. */
    private long readNumber(int at) {
        position = at;
        long number = 0;
        int shift = 0;
        byte read = bytes[position++];
        while (read < 0) {
            number |= (long) (read & 0x7f) << shift;
            shift += 7;
            read = bytes[position++];
        }
        return number | (long) read << shift;
    }

    private void skipDigits() {
        while (bytes[position++] < 0) {
            // the last byte is positive
        }
    }

    private long digits(int column) {
        int here = position;
        long digits = readNumber(offsets[column]);
        position = here;
        return digits;
    }

    private int kind(Column column) {
        return heads[column.index()] & KIND;
    }

    private boolean isNegative(Column column) {
        return (heads[column.index()] & 4) != 0;
    }

    private int scale(Column column) {
        return heads[column.index()] >>> 3;
    }

    /** Whether the cell has no value. */
    public boolean isMissing(Column column) {
        return kind(column) == ChunkWriter.TEXT && Cell.isMissing(cell(column));
    }

    /**
     * The number in a column: of a numeric one its value, of a date the days since 1970-01-01, of a boolean 0 or 1. NaN where it is
     * missing.
     */
    public double number(Column column) {
        int index = column.index();
        if (kind(column) == ChunkWriter.NUMBER) {
            return ByteBuffer.wrap(bytes).getDouble(offsets[index]);
        }
        if (kind(column) == ChunkWriter.DECIMAL) {
            return Decimal.value(isNegative(column), digits(index), scale(column));
        }
        String cell = cell(column);
        if (Cell.isMissing(cell)) {
            return Double.NaN;
        }
        return switch (column.type()) {
            case NUMERIC -> Double.parseDouble(cell.strip());
            case DATE -> Cell.epochDays(cell);
            case BOOLEAN -> Boolean.TRUE.equals(Cell.flag(cell)) ? 1 : 0;
            case CATEGORICAL, TEXT -> throw new IllegalArgumentException(column.name() + " has no numbers");
        };
    }

    /** The category or class in a column, of whatever type, where it is not missing. */
    public String category(Column column) {
        return switch (column.type()) {
            case NUMERIC, DATE -> Numbers.text(number(column));
            case BOOLEAN -> Boolean.toString(number(column) == 1);
            case CATEGORICAL, TEXT -> text(column);
        };
    }

    /** The cell as text, without the blanks around it. */
    public String text(Column column) {
        return kind(column) == ChunkWriter.NUMBER
                ? Numbers.text(number(column))
                : cell(column).strip();
    }

    /** The cell as it was sent: a number, a boolean or a string; null where it is missing. */
    @Nullable
    Object sent(Column column) {
        if (isMissing(column)) {
            return null;
        }
        return switch (column.type()) {
            case NUMERIC ->
                kind(column) == ChunkWriter.NUMBER
                        ? shortest(number(column))
                        : decimal(cell(column).strip());
            case BOOLEAN -> number(column) == 1;
            case CATEGORICAL, TEXT, DATE -> cell(column);
        };
    }

    /** The characters of a cell that is not a double value. */
    String cell(Column column) {
        int index = column.index();
        return kind(column) == ChunkWriter.DECIMAL
                ? Decimal.text(isNegative(column), digits(index), scale(column))
                : new String(bytes, offsets[index], heads[index] >>> 2, StandardCharsets.UTF_8);
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
