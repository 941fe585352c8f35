package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.support.Api;
import dev.chainrule.support.ServiceProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The real jar, killed while it trains: nothing that was acknowledged is lost, and the job ends with the bits of an undisturbed run. */
class RecoveryIT {

    private static final int EPOCHS = 4_000;

    private static String iris() {
        try (InputStream csv = RecoveryIT.class.getResourceAsStream("/tables/iris.csv")) {
            return new String(csv.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String upload(Api api) {
        Api.Answer answer = api.post("/datasets?name=iris&target=species", iris(), "text/csv");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.at("/id").asString();
    }

    private static String submit(Api api, String request) {
        Api.Answer answer = api.post("/training-jobs", request);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.at("/id").asString();
    }

    private static JsonNode succeeded(Api api, String job) {
        JsonNode ended = api.await(job);
        assertThat(ended.path("status").asString()).as(ended.toString()).isEqualTo("succeeded");
        return ended;
    }

    /** Losses of all epochs and the final weights. */
    private static String bits(Api api, String job, String model) {
        StringBuilder bits = new StringBuilder();
        JsonNode history =
                api.get("/training-jobs/" + job + "/history?points=100000").json();
        for (JsonNode epoch : history.path("epochs")) {
            bits.append(epoch.path("epoch"))
                    .append(' ')
                    .append(epoch.path("trainLoss"))
                    .append(' ');
            bits.append(epoch.path("validationLoss")).append('\n');
        }
        return bits.append(api.get("/models/" + model + "/parameters").body()).toString();
    }

    @Test
    void killedStoppedAndWithoutTheVectorUnitTheBitsAreTheSame() {
        String undisturbed;
        String withoutVectorUnit;
        String disturbed;
        try (ServiceProcess service = ServiceProcess.start(true)) {
            Api api = service.api();
            String dataset = upload(api);
            String job = submit(api, Requests.many("calm", EPOCHS, dataset));
            succeeded(api, job);
            undisturbed = bits(api, job, "calm");
            assertThat(undisturbed.lines().count()).isEqualTo(EPOCHS + 1);
        }
        try (ServiceProcess service = ServiceProcess.start(false)) {
            Api api = service.api();
            String job = submit(api, Requests.many("calm", EPOCHS, upload(api)));
            succeeded(api, job);
            withoutVectorUnit = bits(api, job, "calm");
        }
        try (ServiceProcess service = ServiceProcess.start(true)) {
            Api api = service.api();
            String dataset = upload(api);
            String network =
                    api.post("/networks", Requests.XOR_NETWORK).at("/id").asString();
            String xor = submit(api, Requests.xor("xor"));
            succeeded(api, xor);
            String job = submit(api, Requests.many("calm", EPOCHS, dataset));

            // once with kill -9 after a snapshot, once in good order
            awaitEpochBeyond(api, job, 400);
            service.kill();
            service.restart();
            awaitEpochBeyond(api, job, 1_500);
            service.terminate();
            service.restart();
            JsonNode ended = succeeded(api, job);
            disturbed = bits(api, job, "calm");

            assertThat(ended.path("transitions").toString())
                    .contains("recovered after an interruption", "the service stopped", "continued after epoch");
            assertThat(api.get("/datasets/" + dataset).status()).isEqualTo(200);
            assertThat(api.get("/networks/" + network).status()).isEqualTo(200);
            assertThat(api.get("/training-jobs/" + xor).at("/status").asString())
                    .isEqualTo("succeeded");
            assertThat(api.get("/models/xor/predictions?x=1,0").status()).isEqualTo(200);
        }
        assertThat(withoutVectorUnit).isEqualTo(undisturbed);
        assertThat(disturbed).isEqualTo(undisturbed);
    }

    private static void awaitEpochBeyond(Api api, String job, int epoch) {
        JsonNode now = api.awaitJob(job, state -> state.at("/progress/epoch").asInt() > epoch);
        assertThat(now.path("status").asString()).isEqualTo("running");
    }
}
