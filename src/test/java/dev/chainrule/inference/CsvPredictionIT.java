package dev.chainrule.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** CSV in, CSV out: the rows as sent, with what the same instances get as JSON. */
@IntegrationTest
class CsvPredictionIT {

    private static final String CSV = "text/csv";

    @Autowired
    private Api api;

    private void train(String model, String network, String dataset) {
        JsonNode job = api.train("""
                {"modelName": "%s", "network": %s, "dataset": %s, "training": {"epochs": 3, "seed": 1}}""".formatted(model, network, dataset));
        assertThat(job.path("status").asString()).as(job.toString()).isEqualTo("succeeded");
    }

    private List<String> predict(String path, String csv) {
        Api.Answer answer = api.post(path, csv, CSV);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().get("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(answer.body()).endsWith("\n");
        return answer.body().lines().toList();
    }

    private static List<String> details(Api.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        return answer.at("/errors")
                .valueStream()
                .map(error -> error.path("pointer").asString() + ": "
                        + error.path("detail").asString())
                .toList();
    }

    @Test
    void rowsComeBackAsTheyWereSentWithTheirPredictions() throws Exception {
        String iris = Files.readString(Path.of("examples", "iris.csv"));
        String id = api.post("/datasets?target=species", iris, CSV).at("/id").asString();
        train(
                "csv-iris",
                "{\"layers\": [{\"type\": \"dense\", \"units\": 4}, {\"type\": \"dense\", \"activation\": \"softmax\"}]}",
                "{\"id\": \"%s\"}".formatted(id));
        String path = "/models/csv-iris/predictions";
        JsonNode expected = api.post(path, "{\"instances\": [[5.1, 3.5, 1.4, 0.2], [6.7, 3.0, null, 2.3]]}")
                .at("/predictions");

        List<String> lines = predict(path, """
                \ufeff petal_width ;sepal_length;"who;""where""\";petal_length;sepal_width\r
                0.2;5.1;"a ""quoted"" one; and
                another line";1.4;3.5\r
                2.30;6.7; plain ;NA;3.0""");
        assertThat(lines).hasSize(4);
        assertThat(lines.getFirst())
                .isEqualTo(
                        "petal_width;sepal_length;\"who;\"\"where\"\"\";petal_length;sepal_width;prediction;probability;"
                                + "probability_setosa;probability_versicolor;probability_virginica");
        assertThat(lines.get(1)).isEqualTo("0.2;5.1;\"a \"\"quoted\"\" one; and");
        assertThat(lines.get(2)).isEqualTo("another line\";1.4;3.5;" + cells(expected.get(0)));
        assertThat(lines.get(3)).isEqualTo("2.30;6.7;\" plain \";NA;3.0;" + cells(expected.get(1)));

        assertThat(predict("/models/csv-iris/versions/1/predictions", iris)).hasSize(151);
        assertThat(predict(path, "sepal_length,sepal_width,petal_length,petal_width\n"))
                .hasSize(1);
    }

    private static String cells(JsonNode prediction) {
        StringBuilder cells = new StringBuilder(prediction.path("label").asString());
        cells.append(';').append(prediction.path("probability").asDouble());
        prediction
                .path("probabilities")
                .forEach(probability -> cells.append(';').append(probability.asDouble()));
        return cells.toString();
    }

    @Test
    void severalTargetsHaveAColumnEach() {
        String layers = "{\"layers\": [{\"type\": \"dense\"}]}";
        train("csv-values", layers, """
                {"columns": ["a", "u", "v"], "target": ["u", "v"], "rows": [[1, 10, 0], [2, 30, 4], [3, 20, 8]]}""");
        JsonNode values = api.post("/models/csv-values/predictions", "{\"instances\": [[2]]}")
                .at("/predictions/0/values");
        assertThat(predict("/models/csv-values/predictions", "u\ta\n5\t2\n"))
                .containsExactly(
                        "u\ta\tprediction_u\tprediction_v", "5\t2\t" + values.path("u") + "\t" + values.path("v"));

        train("csv-matrix", layers, "{\"inputs\": [[1, 2], [3, 4]], \"targets\": [[1], [2]]}");
        JsonNode output = api.post("/models/csv-matrix/predictions", "{\"instances\": [[1, 2]]}")
                .at("/predictions/0/outputs/0");
        assertThat(predict("/models/csv-matrix/predictions", "x1,x2\n1,2\n"))
                .containsExactly("x1,x2,prediction", "1,2," + output);
        assertThat(predict("/models/csv-matrix/predictions?header=false", "1,2\n1,2\n"))
                .containsExactly("1,2," + output, "1,2," + output);
    }

    @Test
    void everyFaultIsNamedByLineColumnAndFeature() {
        String table = """
                {"columns": ["a", "color", "day", "kind"], "target": "kind",
                 "rows": [[1.5, "red", "2026-01-01", "x"], [2, "blue", "2026-01-02", "y"], [3.5, "red", "2026-01-03", "x"]]}""";
        JsonNode job = api.train("""
                {"modelName": "csv-faults", "network": {"layers": [{"type": "dense", "activation": "sigmoid"}]}, "dataset": %s,
                 "preprocessing": {"missing": "reject"}, "training": {"epochs": 1, "seed": 1}}""".formatted(table));
        assertThat(job.path("status").asString()).as(job.toString()).isEqualTo("succeeded");
        String path = "/models/csv-faults/predictions";
        String faulty =
                "more,color,a,day\n1,red,one,2026-01-01\n\"two\nlines\",green,,2026-13-01\n3,blue,1e99,2026-01-01\n";
        assertThat(details(api.post(path, faulty, CSV)))
                .containsExactlyInAnyOrder(
                        "line 2, column 3: a must be a number, was \"one\"",
                        "line 4, column 3: a is missing, and the model was trained to reject missing values",
                        "line 4, column 2: color has an unknown category, \"green\"; known are blue, red",
                        "line 4, column 4: day must be an ISO 8601 date, was \"2026-13-01\"",
                        "line 5, column 3: a is too large for a 32-bit number: \"1e99\"");
        assertThat(predict(path + "?unknown=ignore", "color,a,day\ngreen,1,2026-01-01\n"))
                .hasSize(2);
        assertThat(details(api.post(path, "color,probability_x,prediction\nred,1,2\n", CSV)))
                .containsExactly(
                        "line 1, column 1: there is no column \"a\", a feature of the model",
                        "line 1, column 1: there is no column \"day\", a feature of the model",
                        "line 1, column 3: the column \"prediction\" is one that the answer adds: rename it or leave it out",
                        "line 1, column 2: the column \"probability_x\" is one that the answer adds: rename it or leave it out");
        Api.Answer ragged = api.post(path, "color,a,day\nred,1,2026-01-01\nred,1\n", CSV);
        assertThat(ragged.status()).isEqualTo(400);
        assertThat(ragged.at("/detail").asString()).startsWith("line 3, column 3");
        assertThat(api.post(path + "?Header=false", "1,2\n", CSV).pointers()).containsExactly("Header");
        assertThat(api.post(path + "?header=no", "1,2\n", CSV).pointers()).containsExactly("header");
        assertThat(api.post(path, "color,a,day\n", CSV + ";charset=ISO-8859-1").status())
                .isEqualTo(415);
        assertThat(api.post("/models/nobody/predictions", "a\n1\n", CSV).status())
                .isEqualTo(404);
        assertThat(api.post("/models/csv-faults/versions/9/predictions", "a\n1\n", CSV)
                        .status())
                .isEqualTo(404);
    }

    /** Long enough for the answer not to be kept in memory. */
    @Test
    void aFaultInTheLastRowRefusesTheWholeFile() {
        train(
                "csv-long",
                "{\"layers\": [{\"type\": \"dense\"}], \"parameters\": [{\"weights\": [[9]], \"bias\": [0]}]}",
                "{\"inputs\": [[1], [3]], \"targets\": [[1], [2]]}");
        String path = "/models/csv-long/predictions";
        String rows = "x1,comment\n" + ("2,all rows are alike" + "\n").repeat(60_000);
        List<String> lines = predict(path, rows);
        assertThat(lines).hasSize(60_001);
        assertThat(lines.subList(1, 60_001)).containsOnly(lines.get(1));
        assertThat(lines.get(1)).startsWith("2,all rows are alike,");
        assertThat(details(api.post(path, rows + "two,but this\n", CSV)))
                .containsExactly("line 60002, column 1: x1 must be a number, was \"two\"");
        assertThat(details(api.post(path, "x1\n" + "two\n".repeat(500), CSV)))
                .hasSize(101)
                .last()
                .asString()
                .startsWith(": and there may be more");
        assertThat(details(api.post(path, "x1\n3e38\n", CSV)).getFirst()).contains("not a finite number");
    }
}
