package dev.chainrule.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import dev.chainrule.support.TestDatabase;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
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
        assertThat(list.at("/items/3/parameters/0/defaultValue").asInt()).isEqualTo(200);
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
    void uploadsOfAKilledProcessAreSweptAway() {
        String before = stored();
        UUID id = store.begin(Optional.of("killed"), DatasetKind.TABLE, Selection.NONE);
        store.append(id, 0, List.of(Chunk.of(1, new byte[] {4, 'x'}, 2)));
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
