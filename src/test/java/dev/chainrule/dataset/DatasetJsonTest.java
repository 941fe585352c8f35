package dev.chainrule.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.web.Fault;
import dev.chainrule.web.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetJsonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|''",
                "{'inputs': [[1]]}|/targets",
                "{'targets': [[1]]}|/inputs",
                "{'inputs': [], 'targets': [[1]]}|/inputs",
                "{'inputs': [[1], [1, 2]], 'targets': [[1], [2]]}|/inputs/1",
                "{'inputs': [[1], null], 'targets': [[1], [2]]}|/inputs/1",
                "{'inputs': [[1, null]], 'targets': [[1]]}|/inputs/0/1",
                "{'inputs': [[1, 'NaN']], 'targets': [[1]]}|/inputs/0/1",
                "{'inputs': [[1, 1e999]], 'targets': [[1]]}|/inputs/0/1",
                "{'inputs': [[1], [2]], 'targets': [[1]]}|/targets",
                "{'inputs': [[1], [2]], 'labels': ['a']}|/labels",
                "{'inputs': [[1], [2]], 'labels': ['a', 1.5]}|/labels/1",
                "{'inputs': [[1], [2]], 'labels': ['a', null]}|/labels/1",
                "{'inputs': [[1]], 'labels': ['a'], 'targets': [[1]]}|/labels",
                "{'inputs': [[1]], 'targets': [[1]], 'sampleWeights': [1, 2]}|/sampleWeights",
                "{'inputs': [[1]], 'targets': [[1]], 'sampleWeights': [-1]}|/sampleWeights/0",
                "{'inputs': [[1]], 'targets': [[1]], 'sampleWeights': [1e39]}|/sampleWeights/0",
                "{'inputs': [[1]], 'targets': [[1]], 'sampleWeights': [null]}|/sampleWeights/0",
                "{'inputs': [[1]], 'targets': [[1]], 'sampleWeights': [1], 'features': ['weight']}|/features/0",
                "{'inputs': [[1]], 'targets': [[1]], 'sampleWeights': [1], 'target': 'weight'}|/target",
                "{'inputs': [[1]], 'targets': [[1]], 'weight': 'x1'}|/features",
                "{'inputs': [[1]], 'targets': [[1]], 'weight': 'x9'}|/weight",
                "{'inputs': [[1]], 'targets': [[1]], 'types': {'x1': 'categorical'}}|/types",
                "{'inputs': [[1]], 'targets': [[1]], 'target': 'y9'}|/target",
                "{'inputs': [[1]], 'targets': [[1]], 'features': ['x1', 'x7']}|/features/1",
                "{'inputs': [[1]], 'targets': [[1]], 'name': 'a b'}|/name",
                "{'inputs': [[1]], 'targets': [[1]], 'Inputs': 1}|/Inputs",
                "{'columns': ['a']}|/rows",
                "{'columns': 'a', 'rows': [[1]]}|/columns",
                "{'columns': ['a'], 'rows': 'b'}|/rows",
                "{'rows': [[1]]}|/columns",
                "{'columns': [], 'rows': [[1]]}|/columns",
                "{'columns': ['a'], 'rows': []}|/rows",
                "{'columns': ['a', 'a'], 'rows': [[1, 2]]}|/columns/1",
                "{'columns': ['a', ' '], 'rows': [[1, 2]]}|/columns/1",
                "{'columns': ['a', 'b'], 'rows': [[1, 2], [3]]}|/rows/1",
                "{'columns': ['a', 'b'], 'rows': [[1, 2], 3]}|/rows/1",
                "{'columns': ['a', 'b'], 'rows': [[1, 2]], 'types': {'a': 'numerical'}}|/types/a",
                "{'columns': ['a', 'b'], 'rows': [[1, 2], [1, 'x']], 'types': {'b': 'numeric'}}|/rows/1/1",
                "{'columns': ['a', 'b'], 'rows': [[1, 2]], 'types': {'c': 'numeric'}}|/types/c",
                "{'columns': ['a', 'b'], 'rows': [[1, 2]], 'types': ['numeric']}|/types",
                "{'columns': ['a', 'b'], 'rows': [[1, null]], 'target': 'b'}|/target",
                "{'columns': ['a', 'b'], 'rows': [[1, null]], 'features': ['a', 'b']}|/features/1",
                "{'columns': ['a', 'b'], 'rows': [[1, 2], [3, null]], 'weight': 'b'}|/weight",
                "{'columns': ['a', 'b'], 'rows': [[1, 2], [3, -1]], 'weight': 'b'}|/weight",
                "{'columns': ['a', 'b'], 'rows': [[1, {}]]}|/rows/0/1",
                "{'columns': ['a', 'b'], 'rows': [[1, 2], [3, 1e999]]}|/rows/1/1",
                "{'columns': ['a', 'b'], 'rows': [[1, 2]], 'target': 'c'}|/target",
                "{'columns': ['a', 'b'], 'rows': [[1, 2]], 'target': ['a', 'c']}|/target/1",
                "{'columns': ['a', 'b', 'c'], 'rows': [[1, 'x', 2]], 'target': ['a', 'b']}|/target/1",
                "{'columns': ['a', 'b'], 'rows': [[1, '2024-01-01']], 'target': 'b'}|/target",
                "{'columns': ['a', 'b'], 'rows': [[1, 2]], 'target': 'a', 'features': ['a', 'b']}|/features/0",
                "{'columns': ['a', 'b'], 'rows': [[1, 2]], 'target': 'a', 'ignore': 'b'}|/features",
                "{'columns': ['a', 'b'], 'rows': [[1, 2]], 'target': 'a', 'ignore': 'a'}|/ignore",
                "{'sample': 'moon'}|/sample",
                "{'sample': 'moons', 'rows': 1}|/rows",
                "{'sample': 'moons', 'noise': -1}|/noise",
                "{'sample': 'moons', 'classes': 3}|/classes",
                "{'sample': 'xor', 'rows': 4}|/rows",
                "{'sample': 'moons', 'inputs': [[1]]}|/inputs"
            })
    void namesTheFault(String json, String pointer) {
        Faults faults = new Faults();
        assertThat(TestDatasets.read(json.replace('\'', '"'), faults)).isNull();
        assertThat(faults.list()).extracting(Fault::pointer).containsExactly(pointer);
    }

    @Test
    void namesAllFaultsAtOnce() {
        Faults faults = new Faults();
        TestDatasets.read("""
                {"name": "?", "columns": ["a", "b"], "rows": [[1], [null, []], [3, 4]], "target": "c", "weight": 7, "x": 1}""", faults);
        assertThat(faults.list())
                .extracting(Fault::pointer)
                .containsExactlyInAnyOrder("/name", "/rows/0", "/rows/1/1", "/target", "/weight", "/x");
    }

    @Test
    void aMatrixComesBackAsItWas() {
        DatasetReference matrix =
                TestDatasets.json("{\"inputs\": [[0.1, -3], [2, 1e-7]], \"targets\": [[5], [0.30000000000000004]]}");
        assertThat(matrix.schema().columns()).extracting(Column::name).containsExactly("x1", "x2", "y1");
        assertThat(sent(matrix.rows(), 0))
                .containsExactly(List.of(0.1, -3L, 5L), List.of(2L, 1e-7, 0.30000000000000004));
        assertThat(matrix.columns().isClassification()).isFalse();
    }

    @Test
    void labelsMakeAClassification() {
        DatasetReference matrix = TestDatasets.json("{\"inputs\": [[1], [2], [3]], \"labels\": [10, 9, 10]}");
        assertThat(matrix.columns().isClassification()).isTrue();
        assertThat(matrix.columns().targets()).extracting(Column::name).containsExactly("label");
        // booleans and dates are labels like any other
        assertThat(TestDatasets.json("{\"inputs\": [[1], [2]], \"labels\": [\"true\", \"false\"]}")
                        .columns()
                        .isClassification())
                .isTrue();
    }

    @Test
    void rowsAreReadFromAnywhereAcrossChunks() {
        // about 13 MB: several chunks
        String filler = "x".repeat(100);
        StringBuilder csv = new StringBuilder("n,filler\n");
        IntStream.range(0, 120_000)
                .forEach(i -> csv.append(i).append(',').append(filler).append('\n'));
        DatasetRows rows = TestDatasets.csv(csv.toString());
        assertThat(rows.source().rowCounts()).hasSizeGreaterThan(2);
        for (int from : new int[] {0, 1, 40_000, 119_999}) {
            RowCursor cursor = rows.open(from);
            assertThat(cursor.next()).isTrue();
            assertThat(cursor.number(rows.schema().columns().getFirst())).isEqualTo(from);
        }
        assertThat(rows.open(120_000).next()).isFalse();
    }

    @Test
    void cellsComeBackAsTheyWereSent() {
        DatasetRows rows = TestDatasets.csv(
                "n,s,b,d\n1.50,\"a,\"\"b\"\"\nc\",TRUE,2024-01-01\n+7, é ,false,2024-01-02T00:00\n1e-9999999999,z,true,2024-01-03\n");
        assertThat(sent(rows, 0).toString())
                .isEqualTo(
                        "[[1.50, a,\"b\"\nc, true, 2024-01-01], [7,  é , false, 2024-01-02T00:00], [0.0, z, true, 2024-01-03]]");
    }

    private static List<List<Object>> sent(DatasetRows rows, long from) {
        RowCursor cursor = rows.open(from);
        List<List<Object>> sent = new ArrayList<>();
        while (cursor.next()) {
            sent.add(rows.schema().columns().stream().map(cursor::sent).toList());
        }
        return sent;
    }
}
