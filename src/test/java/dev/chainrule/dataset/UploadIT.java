package dev.chainrule.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Files in every form, and that of one which is refused or breaks off nothing stays behind. */
@IntegrationTest
class UploadIT {

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DatasetService datasets;

    @Autowired
    private Environment environment;

    private String iris() throws IOException {
        return new String(TestDatasets.file("iris.csv"), StandardCharsets.UTF_8);
    }

    private String stored() {
        return count("dataset") + " datasets, " + count("dataset_chunk") + " chunks";
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "''|a,b\\n1,2\\n3\\n|400|line 3, column 2",
                "''|a,b\\n1,\"2\\n|400|line 2, column 2",
                "''||400|line 1, column 1",
                "?target=c|a,b\\n1,2\\n|422|the columns are a, b",
                "?features=a,c|a,b\\n1,2\\n|422|no column \"c\"",
                "?ignore=c|a,b\\n1,2\\n|422|no column \"c\"",
                "?target=b&features=b|a,b\\n1,2\\n|422|is the target",
                "?target=a,b|a,b,c\\n1,x,2\\n|422|must be numeric",
                "?types=a:txt|a,b\\n1,2\\n|422|one of numeric, boolean, categorical, text, date",
                "?types=a:date|a,b\\n1,2\\n|422|line 2, column 1: \"1\" is not date",
                "?types=c:text|a,b\\n1,2\\n|422|no column \"c\"",
                "?weight=c|a,b\\n1,2\\n|422|no column \"c\"",
                "?weight=a,b|a,b\\n1,2\\n|422|must be one column",
                "?weight=a|a,b\\nx,2\\n|422|weights must be numeric",
                "?weight=a|a,b\\n1,2\\n-1,2\\n|422|at least 0",
                "?weight=a|a,b\\n1,2\\n,2\\n|422|every row needs a weight",
                "?header=no|a,b\\n1,2\\n|422|true or false",
                "?tarpet=a|a,b\\n1,2\\n|422|unknown query parameter",
                "?name=a%20b|a,b\\n1,2\\n|422|name"
            })
    void whatIsRefusedLeavesNothing(String query, String csv, int status, String detail) {
        String before = stored();
        String lines = csv == null ? "" : csv.replace("\\n", "\n");
        Api.Answer answer = api.post("/datasets" + query.replace("''", ""), lines, "text/csv");
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.at("/detail").asString()).contains(detail);
        assertThat(stored()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.chainrule.dataset.MalformedFiles#all")
    void malformedFilesAreRefusedAndLeaveNothing(String name, byte[] csv, int line, int column, String why) {
        String before = stored();
        Api.Answer answer = api.upload("/datasets?name=malformed", csv, "text/csv");
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.at("/detail").asString())
                .startsWith("line " + line + ", column " + column + ": ")
                .contains(why);
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void aPackedFileIsUnpackedAsItArrives() throws IOException {
        byte[] packed = gzip(iris().getBytes(StandardCharsets.UTF_8));
        byte[] halves =
                concat(gzip("a,b\n1,".getBytes(StandardCharsets.UTF_8)), gzip("2\n".getBytes(StandardCharsets.UTF_8)));
        Api.Answer created = api.upload("/datasets?target=species", packed, "text/csv", "Content-Encoding", "gzip");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.at("/rows").asInt()).isEqualTo(150);
        assertThat(api.upload("/datasets", halves, "text/csv", "Content-Encoding", "gzip")
                        .at("/columns/1/min")
                        .asInt())
                .isEqualTo(2);
        byte[] json = gzip("{\"inputs\": [[1]], \"targets\": [[2]]}".getBytes(StandardCharsets.UTF_8));
        assertThat(api.upload("/datasets", json, "application/json", "Content-Encoding", "gzip")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void whatIsPackedBadlyIsRefused() throws IOException {
        String before = stored();
        byte[] packed = gzip(iris().repeat(200).getBytes(StandardCharsets.UTF_8));
        byte[] cut = Arrays.copyOf(packed, packed.length - 10);
        byte[] broken = packed.clone();
        broken[packed.length / 2] ^= 0x55;
        for (byte[] body : List.of(cut, "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8))) {
            Api.Answer answer = api.upload("/datasets", body, "text/csv", "Content-Encoding", "gzip");
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.at("/detail").asString()).contains("gzip");
        }
        // what comes of the damage may be refused as CSV before its checksum is
        assertThat(api.upload("/datasets", broken, "text/csv", "Content-Encoding", "gzip")
                        .status())
                .isEqualTo(400);
        assertThat(api.upload("/datasets", packed, "text/csv", "Content-Encoding", "br")
                        .status())
                .isEqualTo(415);
        assertThat(api.upload("/datasets", packed, "application/json", "Content-Encoding", "br")
                        .status())
                .isEqualTo(415);
        assertThat(stored()).isEqualTo(before);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    void theOneFileOfAFormIsAnUpload() throws IOException {
        String file = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"iris.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\n" + iris() + "\r\n";
        String field = "--b\r\nContent-Disposition: form-data; name=\"target\"\r\n\r\nspecies\r\n";
        String type = "multipart/form-data; boundary=b";
        Api.Answer created = api.post("/datasets?target=species&name=form", file + "--b--\r\n", type);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.at("/rows").asInt()).isEqualTo(150);
        assertThat(datasets.find(UUID.fromString(created.at("/id").asString()))
                        .orElseThrow()
                        .sha256())
                .isEqualTo(HexFormat.of().formatHex(DatasetJson.sha256().digest(TestDatasets.file("iris.csv"))));
        String before = stored();
        for (String body : List.of(file + field + "--b--\r\n", field + file + "--b--\r\n", file, "--b--\r\n", "x")) {
            Api.Answer answer = api.post("/datasets", body, type);
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        }
        assertThat(api.post("/datasets", file, "multipart/form-data").status()).isEqualTo(400);
        assertThat(api.post("/datasets?tarpet=x", file + "--b--\r\n", type).status())
                .isEqualTo(422);
        assertThat(stored()).isEqualTo(before);
    }

    /** The fault comes when chunks are stored already. */
    @Test
    void aFaultFarIntoALongFileLeavesNothing() {
        String before = stored();
        String csv = "a,b\n" + ("1," + "x".repeat(100) + "\n").repeat(100_000) + "1\n";
        Api.Answer answer = api.post("/datasets", csv, "text/csv");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/detail").asString()).startsWith("line 100002, column 2: ");
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void anUploadThatIsBrokenOffLeavesNothing() throws IOException {
        String before = stored();
        int port = Integer.parseInt(Objects.requireNonNull(environment.getProperty("local.server.port")));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                OutputStream out = socket.getOutputStream()) {
            out.write(("POST /api/v1/datasets HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
                            + "Content-Length: 100000000\r\n\r\na,b\n"
                            + ("1," + "x".repeat(100) + "\n").repeat(100_000))
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
            eventually(() -> count("dataset_chunk") > 0 && !stored().equals(before));
        }
        eventually(() -> stored().equals(before));
    }

    private static void eventually(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within 30 s").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
