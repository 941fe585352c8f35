package dev.chainrule.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import dev.chainrule.support.TestDatabase;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Datasets over HTTP: what goes in comes out, and what is refused leaves nothing behind. */
@IntegrationTest
class DatasetIT {

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DatasetService datasets;

    @Autowired
    private DatasetStore store;

    @Autowired
    private DatasetUpload uploads;

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

    @Test
    void aCsvFileIsStoredShownReadAndDeleted() throws Exception {
        Api.Answer created = api.post("/datasets?name=iris&target=species", iris(), "text/csv; charset=utf-8");
        assertThat(created.status()).isEqualTo(201);
        String path = "/datasets/" + created.at("/id").asString();
        assertThat(created.headers().get("Location")).isEqualTo("/api/v1" + path);
        assertThat(created.at("/name").asString()).isEqualTo("iris");
        assertThat(created.at("/kind").asString()).isEqualTo("table");
        assertThat(created.at("/rows").asInt()).isEqualTo(150);
        assertThat(created.at("/target").asString()).isEqualTo("species");
        assertThat(created.at("/columns/0").propertyNames())
                .containsExactly("name", "type", "missing", "distinct", "min", "max", "mean", "standardDeviation");
        assertThat(created.at("/columns/4").propertyNames())
                .containsExactly("name", "type", "missing", "distinct", "topCategories");
        assertThat(created.at("/columns/4/topCategories/0").toString())
                .isEqualTo("{\"value\":\"setosa\",\"count\":50}");
        assertThat(created.at("/warnings").toString()).isEqualTo("[]");

        Api.Answer shown = api.get(path);
        assertThat(shown.json()).isEqualTo(created.json());
        String tag = Objects.requireNonNull(shown.headers().get("ETag"));
        assertThat(api.send("GET", path, null, "", "If-None-Match", tag).status())
                .isEqualTo(304);

        Api.Answer rows = api.get(path + "/rows?limit=2&after=148");
        assertThat(rows.body())
                .isEqualTo("{\"items\":[[6.2,3.4,5.4,2.3,\"virginica\"],[5.9,3,5.1,1.8,\"virginica\"]],\"next\":null}");
        Api.Answer first = api.get(path + "/rows?limit=1");
        assertThat(first.at("/next").asString()).isEqualTo("1");
        assertThat(first.headers().get("Link")).contains("limit=1&after=1").endsWith("rel=\"next\"");

        Dataset dataset =
                datasets.find(UUID.fromString(created.at("/id").asString())).orElseThrow();
        assertThat(dataset.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(TestDatasets.file("iris.csv"))));

        assertThat(api.delete(path).status()).isEqualTo(204);
        assertThat(api.get(path).status()).isEqualTo(404);
        assertThat(api.get(path + "/rows").status()).isEqualTo(404);
        assertThat(api.delete(path).status()).isEqualTo(404);
    }

    @Test
    void jsonIsStoredToo() {
        Api.Answer matrix = api.post("/datasets", "{\"inputs\": [[0, 1], [1, 0]], \"targets\": [[1, 2], [3, 4]]}");
        assertThat(matrix.status()).isEqualTo(201);
        assertThat(matrix.at("/name").asString()).matches("dataset-[0-9a-f]{12}");
        assertThat(matrix.at("/target").toString()).isEqualTo("[\"y1\",\"y2\"]");
        assertThat(api.get("/datasets/" + matrix.at("/id").asString() + "/rows")
                        .at("/items")
                        .toString())
                .isEqualTo("[[0,1,1,2],[1,0,3,4]]");
        Api.Answer table = api.post(
                "/datasets",
                "{\"columns\": [\"a\", \"b\"], \"rows\": [[1.5, true], [2, false]], \"target\": \"b\", \"name\": \"t\"}");
        assertThat(table.status()).isEqualTo(201);
        assertThat(api.get("/datasets/" + table.at("/id").asString() + "/rows")
                        .at("/items")
                        .toString())
                .isEqualTo("[[1.5,true],[2,false]]");
    }

    @Test
    void listsAreNewestFirstAndPaged() {
        String json = "{\"name\": \"paged\", \"inputs\": [[0]], \"targets\": [[1]]}";
        String older = api.post("/datasets", json).at("/id").asString();
        String newer = api.post("/datasets", json).at("/id").asString();
        Api.Answer page = api.get("/datasets?name=paged&limit=1");
        assertThat(page.at("/items/0/id").asString()).isEqualTo(newer);
        assertThat(page.at("/items/0/rows").asInt()).isEqualTo(1);
        Api.Answer next =
                api.get("/datasets?name=paged&limit=1&after=" + page.at("/next").asString());
        assertThat(next.at("/items/0/id").asString()).isEqualTo(older);
        assertThat(next.at("/next").isNull()).isTrue();
        assertThat(api.get("/datasets?nme=x").status()).isEqualTo(422);
        assertThat(api.get("/datasets?limit=0").status()).isEqualTo(422);
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
        for (byte[] body : List.of(cut, broken, "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8))) {
            Api.Answer answer = api.upload("/datasets", body, "text/csv", "Content-Encoding", "gzip");
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.at("/detail").asString()).contains("gzip");
        }
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

    @Test
    void missingValuesComeBackAsNull() {
        Api.Answer created = api.post("/datasets", "a,b\n1,x\n,NA\nNaN,null\n4,\"\"\n", "text/csv");
        assertThat(created.at("/columns/0/missing").asInt()).isEqualTo(2);
        assertThat(created.at("/columns/1/missing").asInt()).isEqualTo(3);
        assertThat(api.get("/datasets/" + created.at("/id").asString() + "/rows")
                        .at("/items")
                        .toString())
                .isEqualTo("[[1,\"x\"],[null,null],[null,null],[4,null]]");
    }

    @Test
    void samplesAreListedAndMade() {
        Api.Answer list = api.get("/samples");
        assertThat(list.at("/items")).hasSize(9);
        assertThat(list.at("/items/3/name").asString()).isEqualTo("moons");
        assertThat(list.at("/items/3/parameters/0/default").asInt()).isEqualTo(200);
        Api.Answer created = api.send("POST", "/datasets?sample=moons&rows=300&noise=0.2&seed=5", null, "");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.at("/rows").asInt()).isEqualTo(300);
        assertThat(created.at("/name").asString()).isEqualTo("moons");
        Api.Answer json = api.post("/datasets", "{\"sample\": \"moons\", \"rows\": 300, \"noise\": 0.2, \"seed\": 5}");
        assertThat(api.get("/datasets/" + json.at("/id").asString() + "/rows").json())
                .isEqualTo(api.get("/datasets/" + created.at("/id").asString() + "/rows")
                        .json());
        Api.Answer refused = api.send("POST", "/datasets?sample=moons&rows=many&classes=3", null, "");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.pointers()).containsExactlyInAnyOrder("rows", "classes");
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
    void allChunksGoWithTheDataset() {
        String before = stored();
        String csv = "a,b\n" + ("1," + "x".repeat(100) + "\n").repeat(100_000);
        Api.Answer created = api.post("/datasets", csv, "text/csv");
        assertThat(created.status()).isEqualTo(201);
        assertThat(count("dataset_chunk")).isGreaterThan(2);
        assertThat(api.delete("/datasets/" + created.at("/id").asString()).status())
                .isEqualTo(204);
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

    @Test
    void uploadsOfAKilledProcessAreSweptAway() {
        String before = stored();
        UUID id = store.begin(Optional.of("killed"), DatasetKind.TABLE, Selection.NONE);
        store.append(id, 0, Chunk.of(1, new byte[] {4, 'x'}, 2));
        assertThat(api.get("/datasets/" + id).status()).isEqualTo(404);
        assertThat(api.get("/datasets?name=killed").at("/items")).isEmpty();
        assertThat(api.delete("/datasets/" + id).status()).isEqualTo(404);
        uploads.sweepAtStart();
        // another replica may be uploading on PostgreSQL: there it takes an hour without progress
        assertThat(stored().equals(before)).isEqualTo(!TestDatabase.isPostgres());
        store.discardUnfinished(Instant.now().plusSeconds(1));
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void otherContentTypesAre415() {
        assertThat(api.post("/datasets", "a,b\n1,2\n", "text/plain").status()).isEqualTo(415);
        assertThat(api.post("/datasets", "a,b\n1,2\n", "text/csv;charset=iso-8859-1")
                        .status())
                .isEqualTo(415);
        assertThat(api.post("/datasets?name=x", "{}").status()).isEqualTo(422);
    }

    @Test
    void referencesAreReadWithoutStoringAndStoredWhenAsked() {
        String before = stored();
        DatasetReference inline =
                reference("{\"dataset\": {\"inputs\": [[1], [2]], \"labels\": [\"a\", \"b\"]}}", new Faults());
        assertThat(stored()).isEqualTo(before);
        UUID id = datasets.store(Objects.requireNonNull(inline)).id();
        DatasetReference stored = Objects.requireNonNull(reference(
                "{\"dataset\": {\"id\": \"" + id + "\", \"target\": \"x1\", \"features\": [\"label\"]}}",
                new Faults()));
        assertThat(datasets.store(stored).id()).isEqualTo(id);
        assertThat(stored.columns().selection().features()).containsExactly("label");
        RowCursor cursor = stored.rows().open();
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.category(stored.columns().features().getFirst())).isEqualTo("a");
        Faults faults = new Faults();
        assertThat(reference("{\"dataset\": {\"id\": \"" + UUID.randomUUID() + "\", \"x\": 1}}", faults))
                .isNull();
        assertThat(reference("{\"dataset\": {\"id\": \"" + id + "\", \"target\": [\"label\", \"q\"]}}", faults))
                .isNull();
        assertThat(reference("{\"dataset\": {\"inputs\": [[1]], \"targets\": [[\"a\"]]}}", faults))
                .isNull();
        assertThat(faults.list().stream().map(fault -> fault.pointer()))
                .containsExactlyInAnyOrder("/dataset/x", "/dataset/id", "/dataset/target/1", "/dataset/targets/0/0");
    }

    private @Nullable DatasetReference reference(String json, Faults faults) {
        JsonNode node = Api.json(json);
        return datasets.readReference(JsonObject.of(node, "", faults), "dataset");
    }
}
