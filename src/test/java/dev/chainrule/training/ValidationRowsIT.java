package dev.chainrule.training;

import static dev.chainrule.training.Folds.ROWS;
import static dev.chainrule.training.Folds.linear;
import static dev.chainrule.training.Folds.parameters;
import static dev.chainrule.training.Folds.succeeded;
import static dev.chainrule.training.Folds.table;
import static dev.chainrule.training.Folds.upload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Rows to validate on: a dataset of their own, or folds. */
@IntegrationTest
class ValidationRowsIT {

    @Autowired
    private Api api;

    @Test
    void rowsOfTheirOwnAreValidatedOn() {
        double[][] table = table();
        String training = upload(api, Arrays.copyOf(table, 40));
        String held = upload(api, Arrays.copyOfRange(table, 40, ROWS));
        String request = linear("own-rows", training, 10, "")
                .replace("{\"folds\": 3}", "{\"dataset\": {\"id\": \"" + held + "\"}}");
        JsonNode job = succeeded(api, request);
        assertThat(job.at("/training/validation/dataset/id").asString()).isEqualTo(held);
        JsonNode evaluation = api.post(
                        "/models/own-rows/evaluations", "{\"dataset\": {\"id\": \"%s\"}}".formatted(held))
                .json();
        assertThat(api.get("/models/own-rows").at("/metrics/validation")).isEqualTo(evaluation.path("metrics"));
        assertThat(job.at("/latest/validationLoss")).isEqualTo(evaluation.path("loss"));
        // the preparation knows nothing of them: another table to validate on gives the same network
        double[][] others = Arrays.copyOfRange(table, 40, ROWS);
        others[3][0] = 1e6;
        succeeded(api, request.replace("own-rows", "other-rows").replace(held, upload(api, others)));
        assertThat(parameters(api, "other-rows", 0)).isEqualTo(parameters(api, "own-rows", 0));

        String inline = request.replace(
                "{\"id\": \"" + held + "\"}",
                "{\"columns\": [\"b\", \"a\", \"y\"], \"rows\": [[1, 2, 3], [4, 5, 6]], \"target\": \"y\"}");
        JsonNode withInline = succeeded(api, inline);
        String stored = withInline.at("/training/validation/dataset/id").asString();
        assertThat(api.get("/datasets/" + stored).at("/rows").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"folds": 1}                                   | /training/validation/folds
            {"folds": 101}                                 | /training/validation/folds
            {"folds": 61}                                  | /training/validation/folds
            {"folds": 3, "split": 0.2}                     | /training/validation
            {"dataset": {"id": "x"}}                       | /training/validation/dataset/id
            {"dataset": {"columns": ["a", "y"], "rows": [[1, 2]], "target": "y"}} | /training/validation/dataset
            {"rows": 3}                                    | /training/validation/rows
            """)
    void whatCannotBeValidatedOnIsRefused(String validation, String pointer) {
        String request = linear("refused", upload(api, table()), 1, "").replace("{\"folds\": 3}", validation);
        Api.Answer answer = api.post("/training-jobs?dryRun=true", request);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.pointers()).containsExactly(pointer);
    }
}
