package dev.chainrule.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JsonMatrixTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Faults faults = new Faults();

    @Test
    void rowsBecomeOneArray() {
        JsonMatrix matrix =
                Objects.requireNonNull(JsonMatrix.read(JSON.readTree("[[1, 2], [3, 4], [5, 6]]"), "/m", -1, faults));
        assertThat(matrix.values()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(matrix.rows()).isEqualTo(3);
        assertThat(matrix.columns()).isEqualTo(2);
    }

    /** A body of a few megabytes must not make an array of gigabytes. */
    @Test
    void emptyRowsTakeNoRoom() {
        String rows = "[" + "[],".repeat(100_000) + "[]]";
        assertThat(JsonMatrix.read(JSON.readTree(rows), "/m", 1_000_000, faults))
                .isNull();
        assertThat(faults.count()).isEqualTo(100_001);
        assertThat(faults.list().getFirst()).isEqualTo(new Fault("/m/0", "must have 1000000 numbers, had 0"));
    }

    @Test
    void everyFaultOfAnUnevenMatrixIsNamed() {
        assertThat(JsonMatrix.read(JSON.readTree("[[1, \"a\"], [2], 3, [4, 1e999]]"), "/m", -1, faults))
                .isNull();
        assertThat(faults.list()).extracting(Fault::pointer).containsExactly("/m/0/1", "/m/1", "/m/2", "/m/3/1");
    }
}
