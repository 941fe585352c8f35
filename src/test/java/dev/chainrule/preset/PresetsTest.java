package dev.chainrule.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.dataset.DatasetReference;
import dev.chainrule.dataset.TestDatasets;
import dev.chainrule.support.Api;
import dev.chainrule.web.Fault;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class PresetsTest {

    private static final String TABLE = """
            {"columns": ["a", "kind", "y", "label"], "target": "%s",
             "rows": [[1, "u", 1.5, "p"], [2, "v", 2.5, "q"], [3, "u", 0.5, "p"], [4, "v", 1.0, "q"], [5, "u", 2.0, "p"]]}""";

    private static Optional<JsonNode> expand(String request, String dataset, Faults faults) {
        JsonNode body = Api.json(request.replace('\'', '"'));
        DatasetReference reference = TestDatasets.json(dataset);
        return Presets.expand(JsonObject.of(body, "", faults), body, reference, () -> 42);
    }

    private static JsonNode expanded(String request, String target) {
        Faults faults = new Faults();
        Optional<JsonNode> expanded = expand(request, TABLE.formatted(target), faults);
        assertThat(faults.list()).isEmpty();
        return expanded.orElseThrow();
    }

    @Test
    void aDatasetIsEnough() {
        JsonNode request = expanded("{'dataset': {'id': 'x'}, 'modelName': 'm'}", "label");
        assertThat(request.propertyNames())
                .containsExactlyInAnyOrder("modelName", "dataset", "experts", "validation", "blend");
        assertThat(request.get("dataset").get("id").stringValue()).isEqualTo("x");
        assertThat(request.get("experts").size()).isEqualTo(3);
        for (JsonNode expert : request.get("experts")) {
            // one seed for all: they share the folds
            assertThat(expert.get("training").get("seed").longValue()).isEqualTo(42);
            assertThat(expert.get("training").get("loss").get("type").stringValue())
                    .isEqualTo("binary_cross_entropy");
        }
        assertThat(expanded("{'dataset': {'id': 'x'}, 'preset': 'quick'}", "y")
                        .get("experts")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void whatMayStandBesideItIsHandedToEveryExpert() {
        JsonNode request = expanded(
                "{'dataset': {'id': 'x'}, 'training': {'seed': 3, 'classWeights': 'balanced', 'stop': {'maxSeconds': 60}}}",
                "label");
        for (JsonNode expert : request.get("experts")) {
            JsonNode training = expert.get("training");
            assertThat(training.get("seed").intValue()).isEqualTo(3);
            assertThat(training.get("classWeights").stringValue()).isEqualTo("balanced");
            assertThat(training.get("stop").get("maxSeconds").intValue()).isEqualTo(60);
            assertThat(training.get("stop").get("patience").intValue()).isEqualTo(16);
        }
    }

    @Test
    void whatItChoosesCannotBeGivenToo() {
        Faults faults = new Faults();
        String request = """
                {'dataset': {'id': 'x'}, 'preset': 'better', 'network': {}, 'preprocessing': {}, 'blend': 'mean',
                 'training': {'epochs': 3, 'stop': {'patience': 2}}}""";
        assertThat(expand(request, TABLE.formatted("y"), faults)).isEmpty();
        assertThat(faults.list())
                .extracting(Fault::pointer)
                .containsExactlyInAnyOrder(
                        "/preset",
                        "/network",
                        "/preprocessing",
                        "/blend",
                        "/training/epochs",
                        "/training/stop/patience");
        assertThat(faults.list())
                .filteredOn(fault -> fault.pointer().equals("/preset"))
                .first()
                .extracting(Fault::detail)
                .asString()
                .contains("quick, standard, best");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'inputs': [[1], [2], [3], [4]], 'targets': [[1], [2], [3], [4]]}|/network|matrix",
                "{'columns': ['a', 'y'], 'target': 'y', 'rows': [[1, 1], [2, 2], [3, 3]]}|/dataset|has 3 rows",
                "{'columns': ['a', 'y'], 'target': 'y', 'rows': [[1, 1], [2, 1], [3, 1], [4, 1]]}|/dataset/target|single value",
                "{'columns': ['a', 'y'], 'target': 'y', 'rows': [[1, 'p'], [2, 'p'], [3, 'p'], [4, 'p']]}|/dataset/target|single value",
                "{'columns': ['a', 'y'], 'rows': [[1, 1], [2, 3], [3, 1], [4, 1]]}|/dataset/target|is missing"
            })
    void saysWhyATableWillNotDo(String dataset, String pointer, String detail) {
        Faults faults = new Faults();
        assertThat(expand("{'dataset': {'id': 'x'}}", dataset.replace('\'', '"'), faults))
                .isEmpty();
        List<Fault> found = faults.list();
        assertThat(found).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo(pointer);
            assertThat(fault.detail()).contains(detail);
        });
    }
}
