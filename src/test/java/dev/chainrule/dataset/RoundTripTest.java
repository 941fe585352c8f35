package dev.chainrule.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import dev.chainrule.web.Numbers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever cells say comes back as it was, from files written in every way. */
class RoundTripTest {

    private static final String[] ODD = {
        "",
        " ",
        "NA",
        "null",
        "NaN",
        "nan",
        "Na",
        "nul",
        "0",
        "-0",
        "-0.0",
        "00",
        "007",
        "+7",
        "7.",
        ".5",
        "-.5",
        "1.50",
        "0.10",
        "-12.000",
        "1e5",
        "1E-7",
        "1e",
        "e1",
        "-",
        "+",
        ".",
        "-.",
        "1.2.3",
        "1,5",
        "9007199254740993",
        "0.1234567890123456789",
        "123456789012345678",
        "1234567890123456789",
        "999999999999999999.9",
        "0.30000000000000004",
        "1e-9999999999",
        "Inf",
        "-inf",
        "true",
        "TRUE",
        "False",
        "2024-02-29",
        "2024-02-29T10:00:00Z",
        "\"",
        "\"\"",
        "a\"b",
        "a,b",
        "a;b",
        "a\tb",
        "a\nb",
        "a\r\nb",
        "a\rb",
        "\n",
        " x ",
        "\u00a0x",
        "é",
        "日本語",
        "\ud83d\ude00",
        "\u2028",
        "#",
        "=1+1",
        "\\",
        "'",
        "x".repeat(200),
        "\u007f"
    };

    private static final List<LineDelimiter> LINE_ENDS =
            List.of(LineDelimiter.LF, LineDelimiter.CR, LineDelimiter.CRLF);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void cellsComeBackAsTheyWere(long seed) throws IOException {
        Random random = new Random(seed);
        int columns = 1 + random.nextInt(8);
        List<String[]> rows = new ArrayList<>();
        for (int row = 0; row < 1 + random.nextInt(300); row++) {
            rows.add(IntStream.range(0, columns)
                    .mapToObj(i -> random.nextInt(3) == 0 ? number(random) : ODD[random.nextInt(ODD.length)])
                    .toArray(String[]::new));
        }
        char separator = new char[] {',', ';', '\t'}[random.nextInt(3)];
        StringWriter text = new StringWriter();
        text.write(random.nextBoolean() ? "\ufeff" : "");
        try (CsvWriter csv = CsvWriter.builder()
                .fieldSeparator(separator)
                .quoteStrategy(QuoteStrategies.ALWAYS)
                .lineDelimiter(LINE_ENDS.get(random.nextInt(3)))
                .build(text)) {
            csv.writeRecord(IntStream.range(0, columns).mapToObj(i -> "c " + i).toList());
            rows.forEach(csv::writeRecord);
        }

        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        DatasetRows read = TestDatasets.csv(new CsvRows(new ByteArrayInputStream(bytes)), asText(columns));
        RowCursor cursor = read.open();
        for (String[] row : rows) {
            assertThat(cursor.next()).isTrue();
            for (Column column : read.schema().columns()) {
                String cell = row[column.index()];
                assertThat(cursor.cell(column)).isEqualTo(cell);
                assertThat(cursor.text(column)).isEqualTo(cell.strip());
                assertThat(cursor.isMissing(column)).isEqualTo(Cell.isMissing(cell));
            }
        }
        assertThat(cursor.next()).isFalse();
    }

    /** Else a column with 1e999 would be refused. */
    private static Selection asText(int columns) {
        Map<String, ColumnType> types = new HashMap<>();
        IntStream.range(0, columns).forEach(i -> types.put("c " + i, ColumnType.CATEGORICAL));
        return new Selection(List.of(), List.of(), List.of(), null, types);
    }

    private static String number(Random random) {
        long digits = random.nextLong() >>> random.nextInt(64);
        return switch (random.nextInt(4)) {
            case 0 -> Long.toString(digits);
            case 1 -> Double.toString(random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20));
            case 2 -> Float.toString((float) random.nextGaussian());
            default -> BigDecimal.valueOf(digits, random.nextInt(25)).toPlainString();
        };
    }

    /** As Java reads it, which rounds correctly. */
    @Test
    void numbersAreTheNearestDoubles() {
        Random random = new Random(7);
        Decimal decimal = new Decimal();
        for (int i = 0; i < 100_000; i++) {
            String text = number(random);
            char[] chars = text.toCharArray();
            double expected = Double.parseDouble(text);
            if (Math.abs(expected) <= Float.MAX_VALUE) {
                assertThat(decimal.read(chars, 0, chars.length)).as(text).isEqualTo(expected);
            }
            if (decimal.isPlain()) {
                assertThat(Decimal.text(decimal.isNegative(), decimal.digits(), decimal.scale()))
                        .isEqualTo(text);
            }
        }
    }

    @Test
    void numbersOfAColumnAreReadBackAsTheyAre() {
        Random random = new Random(8);
        List<String> cells = IntStream.range(0, 20_000)
                .mapToObj(i -> i % 10 == 0 ? " " : number(random))
                .filter(cell -> cell.isBlank() || Math.abs(Double.parseDouble(cell)) <= Float.MAX_VALUE)
                .toList();
        DatasetRows rows = TestDatasets.csv("n,m\n" + String.join(",1\n", cells) + ",1\n");
        Column column = rows.schema().columns().getFirst();
        assertThat(column.type()).isEqualTo(ColumnType.NUMERIC);
        assertThat(column.missing())
                .isEqualTo(cells.stream().filter(String::isBlank).count());
        RowCursor cursor = rows.open();
        for (String cell : cells) {
            assertThat(cursor.next()).isTrue();
            assertThat((Double) cursor.number(column))
                    .isEqualTo((Double) (cell.isBlank() ? Double.NaN : Double.parseDouble(cell)));
        }
    }

    /** Chunks that were stored before cells had heads. */
    @Test
    void chunksOfTheFirstFormatAreStillRead() {
        byte[] row = {3, '1', '.', '5', 0, 2, 'N', 'A', 0, 1, 'x'};
        Schema schema = TestDatasets.csv("a,b,c\n1.5,,NA\n,x,y\n").schema();
        assertThat(read(schema, first(row, 3))).isEqualTo("[1.5, null, null]");
        Schema matrix =
                TestDatasets.json("{\"inputs\": [[0.25]], \"labels\": [\"u\"]}").schema();
        byte[] numbers = ByteBuffer.allocate(10)
                .putDouble(0.25)
                .put((byte) 1)
                .put((byte) 'u')
                .array();
        assertThat(read(matrix, first(numbers, 1))).isEqualTo("[0.25, u]");
    }

    /** Deflated in one stored block, as RFC 1950 and 1951 have it. */
    private static Chunk first(byte[] rows, int count) {
        Deflater deflater = new Deflater();
        deflater.setInput(rows);
        deflater.finish();
        byte[] packed = new byte[100];
        int length = deflater.deflate(packed);
        deflater.end();
        return new Chunk(
                count,
                ByteBuffer.allocate(4 + length)
                        .putInt(rows.length)
                        .put(packed, 0, length)
                        .array());
    }

    private static String read(Schema schema, Chunk chunk) {
        RowCursor cursor = new RowCursor(schema, ChunkSource.of(List.of(chunk)), List.of());
        assertThat(cursor.next()).isTrue();
        List<Object> row = new ArrayList<>();
        schema.columns().forEach(column -> {
            Object sent = cursor.sent(column);
            row.add(sent == null ? "null" : sent instanceof Double value ? Numbers.text(value) : sent);
        });
        return row.toString();
    }
}
