package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A training that continues from a model goes on with its parameters and its preparation. */
@IntegrationTest
class ContinueIT {

    private static final String HOUSES = """
            area,town,sold,price
            50,Ulm,true,110
            80,Bonn,false,190
            120,Ulm,true,260
            65,Kiel,false,150
            95,Bonn,true,230
            70,Kiel,true,165
            """;

    /** Other moments, no Kiel, columns in another order, and one more. */
    private static final String MORE_HOUSES = """
            price,floor,town,area,sold
            400,1,Bonn,180,true
            210,2,Ulm,90,false
            95,3,Ulm,40,true
            """;

    private static final String NETWORK = """
            {"layers": [{"type": "dense", "units": 5, "activation": "tanh"},
                        {"type": "batch_normalization"}, {"type": "dropout", "rate": 0.0},
                        {"type": "dense", "units": 1}]}""";

    @Autowired
    private Api api;

    private String houses = "";

    @BeforeEach
    void upload() {
        houses = upload(HOUSES, "price");
    }

    private String upload(String csv, String target) {
        return api.post("/datasets?target=" + target, csv, "text/csv").at("/id").asString();
    }

    private static String request(String model, String dataset, int epochs, String more) {
        return """
                {"modelName": "%s", "dataset": {"id": "%s"}, %s
                 "training": {"epochs": %d, "batchSize": 4, "shuffle": false, "seed": 3,
                              "optimizer": {"type": "sgd", "learningRate": 0.05}}}""".formatted(model, dataset, more, epochs);
    }

    private JsonNode train(String request) {
        JsonNode job = api.train(request);
        assertThat(job.path("status").asString()).as(job.toString()).isEqualTo("succeeded");
        return job;
    }

    private String first(String model) {
        train(request(model, houses, 10, "\"network\": " + NETWORK + ","));
        return "\"continueFrom\": {\"model\": \"%s\"},".formatted(model);
    }

    private String predictions(String path) {
        Api.Answer answer = api.post(path + "/predictions", """
                {"instances": [{"area": 77, "town": "Kiel", "sold": true}, {"area": 200, "town": "Ulm", "sold": false}]}""");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.at("/predictions").toString();
    }

    private Api.Answer refused(String request) {
        Api.Answer answer = api.post("/training-jobs?dryRun=true", request);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        return answer;
    }

    @Test
    void twiceTenEpochsAreTwenty() {
        String from = first("goes-on");
        JsonNode twenty = train(request("at-once", houses, 20, "\"network\": " + NETWORK + ","));
        JsonNode job = train(request("goes-on", houses, 10, from));

        assertThat(api.get("/models/goes-on/parameters").body())
                .isEqualTo(api.get("/models/at-once/parameters").body());
        assertThat(job.at("/latest/trainLoss")).isEqualTo(twenty.at("/latest/trainLoss"));
        assertThat(predictions("/models/goes-on")).isEqualTo(predictions("/models/at-once"));
        assertThat(predictions("/models/goes-on")).isNotEqualTo(predictions("/models/goes-on/versions/1"));
        assertThat(job.path("continueFrom").toString()).isEqualTo("{\"model\":\"goes-on\",\"version\":1}");
        assertThat(job.path("preprocessing").isNull()).isTrue();
    }

    @Test
    void thePreparationIsTheModelsOnOtherRows() {
        first("prepared");
        String more = upload(MORE_HOUSES, "floor");
        String path = "/models/prepared/aliases/best";
        assertThat(api.send("PUT", path, "{\"version\": 1}", "application/json").status())
                .isEqualTo(200);
        train(request("prepared", houses, 10, "\"continueFrom\": {\"model\": \"prepared\"},"));
        String request =
                request("moved", more, 1, "\"continueFrom\": {\"model\": \"prepared\", \"version\": \"best\"},");
        JsonNode plan = api.post("/training-jobs?dryRun=true", request).json();
        assertThat(plan.path("features").toString())
                .isEqualTo("[\"area\",\"town=Bonn\",\"town=Kiel\",\"town=Ulm\",\"sold\"]");
        assertThat(plan.path("continueFrom").toString()).isEqualTo("{\"model\":\"prepared\",\"version\":1}");
        assertThat(plan.has("preprocessing")).isFalse();

        JsonNode job = train(request);
        // what was resolved, sent back, is the same job
        String again =
                "\"network\": %s, \"continueFrom\": %s,".formatted(plan.path("network"), plan.path("continueFrom"));
        assertThat(train(request("moved", more, 1, again)).at("/latest/trainLoss"))
                .isEqualTo(job.at("/latest/trainLoss"));
        // without updates nothing has changed: same scaling, same categories, same units of the target
        String still = request.replace("0.05", "1e-30").replace("\"batchSize\": 4", "\"batchSize\": 1");
        train(still.replace("moved", "still"));
        assertThat(predictions("/models/still")).isEqualTo(predictions("/models/prepared/versions/1"));
    }

    @Test
    void whatAJobContinuesFromStaysUntilItHasEnded() {
        String from = first("kept");
        String job = api.post("/training-jobs", request("kept-on", houses, 1_000_000, from))
                .at("/id")
                .asString();
        assertThat(api.delete("/models/kept").status()).isEqualTo(409);
        Api.Answer refused = api.delete("/models/kept/versions/1");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("/detail").asString()).contains("version 1").contains("not ended");
        api.awaitJob(job, now -> now.at("/progress/epoch").asInt() > 0);
        assertThat(api.post("/training-jobs/" + job + "/pause", "").status()).isEqualTo(200);
        assertThat(api.delete("/models/kept").status()).isEqualTo(409);
        // planned again, it goes on
        int reached = api.get("/training-jobs/" + job).at("/progress/epoch").asInt();
        assertThat(api.post("/training-jobs/" + job + "/resume", "").status()).isEqualTo(200);
        api.awaitJob(job, now -> now.at("/progress/epoch").asInt() > reached);
        assertThat(api.post("/training-jobs/" + job + "/cancel", "").status()).isEqualTo(200);
        assertThat(api.delete("/models/kept").status()).isEqualTo(204);
        assertThat(api.get("/training-jobs/" + job).at("/continueFrom/version").asInt())
                .isEqualTo(1);
    }

    @Test
    void whatDoesNotFitTheModelIsNamed() {
        String from = first("strict");
        Api.Answer unknown = refused(request("x", houses, 1, "\"continueFrom\": {\"model\": \"nobody\"},"));
        assertThat(unknown.pointers()).containsExactly("/continueFrom/model");
        for (String version : new String[] {"7", "\"best\"", "0", "1.5", "true"}) {
            String other = "\"continueFrom\": {\"model\": \"strict\", \"version\": %s},".formatted(version);
            assertThat(refused(request("x", houses, 1, other)).pointers())
                    .as(version)
                    .containsExactly("/continueFrom/version");
        }
        assertThat(refused(request("x", houses, 1, "\"continueFrom\": {\"version\": 1, \"epoch\": 1},"))
                        .pointers())
                .containsExactlyInAnyOrder("/continueFrom/model", "/continueFrom/epoch");
        assertThat(refused(request("x", houses, 1, from + "\"preprocessing\": {\"numeric\": \"none\"},"))
                        .pointers())
                .containsExactly("/preprocessing");

        String columns = upload("area,town,price\nbig,Ulm,3\nsmall,Bonn,4\n", "price");
        assertThat(refused(request("x", columns, 1, from)).body())
                .contains("no column \\\"sold\\\"")
                .contains("\\\"area\\\" is categorical here, the model needs it numeric");
        String choice = houses + "\", \"features\": [\"town\"], \"target\": \"area\", \"ignore\": \"sold";
        assertThat(refused(request("x", choice, 1, from)).pointers())
                .containsExactlyInAnyOrder("/dataset/features", "/dataset/target", "/dataset/ignore");
    }

    @Test
    void theLossKeepsTheTaskAndTheUnitsOfTheTarget() {
        train(request(
                "priced",
                houses,
                1,
                "\"network\": {\"layers\": [{\"type\": \"dense\", \"activation\": \"softplus\"}]},"));
        String poisson = request("x", houses, 1, "\"continueFrom\": {\"model\": \"priced\"},")
                .replace("\"seed\"", "\"loss\": \"poisson\", \"seed\"");
        Api.Answer scaled = refused(poisson);
        assertThat(scaled.pointers()).containsExactly("/continueFrom");
        assertThat(scaled.body()).contains("must not scale the target for poisson");

        String xor = Requests.xor("valued").replace("\"epochs\"", "\"loss\": \"%s\", \"epochs\"");
        train(xor.formatted("mean_squared_error"));
        String from = xor.replace("\"dataset\"", "\"continueFrom\": {\"model\": \"valued\"}, \"dataset\"");
        Api.Answer other = refused(from.formatted("binary_cross_entropy"));
        assertThat(other.pointers()).containsExactly("/training/loss");
        assertThat(other.body()).contains("a binary classification").contains("is a regression");
        train(from.formatted("half_squared_error"));
    }

    @Test
    void theNetworkIsTheModelsOrHasItsShape() {
        String from = first("shaped");
        String regularized = NETWORK.replace("\"tanh\"", "\"tanh\", \"l2\": 0.01, \"initializer\": \"he_normal\"")
                .replace("0.0}", "0.5}");
        JsonNode plan = api.post(
                        "/training-jobs?dryRun=true",
                        request("x", houses, 1, from + "\"network\": " + regularized + ","))
                .json();
        assertThat(plan.at("/network/layers/0/l2").asDouble()).isEqualTo(0.01);
        assertThat(plan.at("/network/layers/2/rate").asDouble()).isEqualTo(0.5);
        String other = """
                {"inputs": 4, "layers": [{"type": "dense", "units": 6, "activation": "relu", "bias": false},
                    {"type": "batch_normalization", "epsilon": 0.1}, {"type": "layer_normalization"}, {"type": "dense"}]}""";
        assertThat(refused(request("x", houses, 1, from + "\"network\": " + other + ","))
                        .pointers())
                .containsExactlyInAnyOrder(
                        "/network/inputs",
                        "/network/layers/0/units",
                        "/network/layers/0/bias",
                        "/network/layers/0/activation",
                        "/network/layers/1/epsilon",
                        "/network/layers/2/type");
        String shorter =
                "{\"inputs\": 5, \"layers\": [{\"type\": \"dense\", \"units\": 1}], \"parameters\": [{\"weights\": "
                        + "[[0], [0], [0], [0], [0]], \"bias\": [0]}]}";
        assertThat(refused(request("x", houses, 1, from + "\"network\": " + shorter + ","))
                        .pointers())
                .containsExactlyInAnyOrder("/network/layers", "/network/parameters");
    }

    @Test
    void aClassThatTheModelDoesNotKnowIsNamedAndOneMayBeMissing() {
        String network = "\"network\": {\"layers\": [{\"type\": \"dense\", \"activation\": \"softmax\"}]},";
        String three = upload("x,y\n1,a\n2,b\n3,c\n4,a\n", "y");
        train(request("classes", three, 5, network));
        String from = "\"continueFrom\": {\"model\": \"classes\"},";
        Api.Answer refused = refused(request("x", upload("x,y\n1,a\n2,d\n3,e\n", "y"), 1, from));
        assertThat(refused.body()).contains("the class \\\"d\\\"").contains("the class \\\"e\\\"");
        String one = upload("x,y\n1,b\n2,b\n", "y");
        String balanced =
                request("classes", one, 5, from).replace("\"seed\"", "\"classWeights\": \"balanced\", \"seed\"");
        train(balanced);
        assertThat(api.get("/models/classes").at("/outputs/0/categories").toString())
                .isEqualTo("[\"a\",\"b\",\"c\"]");
        assertThat(refused(request("x", three, 1, from).replace("\"seed\"", "\"loss\": \"hinge\", \"seed\""))
                        .status())
                .isEqualTo(422);
    }
}
