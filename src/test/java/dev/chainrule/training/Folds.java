package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.support.Api;
import tools.jackson.databind.JsonNode;

/** A table, and linear regressions of it by three members. */
final class Folds {

    static final int ROWS = 60;
    static final long SEED = 9;

    private Folds() {}

    static double[][] table() {
        double[][] rows = new double[ROWS][];
        for (int row = 0; row < ROWS; row++) {
            double a = row * 7 % 31;
            double b = row * row % 17;
            rows[row] = new double[] {a, b, 100 + 3 * a - 5 * b + row % 5};
        }
        return rows;
    }

    static String upload(Api api, double[][] rows) {
        StringBuilder csv = new StringBuilder("a,b,y\n");
        for (double[] row : rows) {
            csv.append(row[0])
                    .append(',')
                    .append(row[1])
                    .append(',')
                    .append(row[2])
                    .append('\n');
        }
        Api.Answer answer = api.post("/datasets?target=y", csv.toString(), "text/csv");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.at("/id").asString();
    }

    /** A linear regression of three members. */
    static String linear(String modelName, String dataset, int epochs, String more) {
        return """
                {"modelName": "%s", "network": {"layers": [{"type": "dense"}]}, "dataset": {"id": "%s"}, %s
                 "training": {"epochs": %d, "batchSize": 8, "seed": %d, "validation": {"folds": 3},
                              "optimizer": {"type": "sgd", "learningRate": 0.02, "momentum": 0.5}}}""".formatted(modelName, dataset, more, epochs, SEED);
    }

    static JsonNode succeeded(Api api, String request) {
        JsonNode job = api.train(request);
        assertThat(job.path("status").asString()).as(job.toString()).isEqualTo("succeeded");
        return job;
    }

    static JsonNode parameters(Api api, String model, int member) {
        Api.Answer answer = api.get("/models/" + model + "/parameters?member=" + member);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.at("/parameters/0");
    }
}
