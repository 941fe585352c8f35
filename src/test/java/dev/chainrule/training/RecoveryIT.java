package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.support.Api;
import dev.chainrule.support.ServiceProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import tools.jackson.databind.JsonNode;

/** The real jar, killed while it trains: nothing that was acknowledged is lost, and the job ends with the bits of an undisturbed run. */
class RecoveryIT {

    private static final int EPOCHS = 1_500;

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

    /** The bits of a run that nobody disturbs. */
    private static String undisturbed(Api api, String dataset) {
        String job = submit(api, Requests.many("calm", EPOCHS, dataset));
        succeeded(api, job);
        String bits = bits(api, job, "calm");
        assertThat(bits.lines().count()).isEqualTo(EPOCHS + 1);
        return bits;
    }

    @Test
    void killedAndStoppedItEndsInTheSameBits() {
        try (ServiceProcess service = ServiceProcess.start(true)) {
            Api api = service.api();
            String dataset = upload(api);
            String undisturbed = undisturbed(api, dataset);
            String network =
                    api.post("/networks", Requests.XOR_NETWORK).at("/id").asString();
            String job = submit(api, Requests.many("disturbed", EPOCHS, dataset));

            awaitEpochBeyond(api, job, EPOCHS / 10);
            service.kill();
            service.restart();
            awaitEpochBeyond(api, job, EPOCHS / 2);
            service.terminate();
            service.restart();
            JsonNode ended = succeeded(api, job);

            assertThat(bits(api, job, "disturbed")).isEqualTo(undisturbed);
            assertThat(ended.path("transitions").toString())
                    .contains("recovered after an interruption", "the service stopped", "continued after epoch");
            assertThat(api.get("/datasets/" + dataset).status()).isEqualTo(200);
            assertThat(api.get("/networks/" + network).status()).isEqualTo(200);
            assertThat(api.get("/models/calm/predictions?x=5.1,3.5,1.4,0.2")
                            .at("/predictions/0/label")
                            .asString())
                    .isEqualTo("setosa");
        }
    }

    /** An epoch of some seconds: what was done of it before the kill is not done again. */
    @Test
    void killedInALongEpochItGoesOnFromTheBatch() {
        try (ServiceProcess service = ServiceProcess.start(true)) {
            Api api = service.api();
            String dataset =
                    api.post("/datasets", Requests.matrix(15_000, 16)).at("/id").asString();
            String calm = submit(api, Requests.longEpoch("calm-epoch", dataset));
            succeeded(api, calm);
            String job = submit(api, Requests.longEpoch("long-epoch", dataset));
            api.awaitJob(job, RecoveryIT::hasRunForSomeTime);
            service.kill();
            service.restart();
            JsonNode ended = succeeded(api, job);
            assertThat(ended.path("transitions")
                            .valueStream()
                            .map(transition -> transition.path("reason").asString()))
                    .anyMatch(reason -> reason.matches("continued after epoch 0, batch [1-9]\\d*"));
            assertThat(bits(api, job, "long-epoch")).isEqualTo(bits(api, calm, "calm-epoch"));
        }
    }

    /** Long enough for a first snapshot, which comes within a second. */
    private static boolean hasRunForSomeTime(JsonNode job) {
        String startedAt = job.path("startedAt").asString("");
        return !startedAt.isEmpty()
                && Instant.parse(startedAt).isBefore(Instant.now().minusMillis(1_500));
    }

    /** The numbers do not depend on the database, so once is enough. */
    @Test
    @DisabledIf("dev.chainrule.support.TestDatabase#isPostgres")
    void theBitsAreTheSameWithoutTheVectorUnit() {
        String[] bits = new String[2];
        for (int i = 0; i < 2; i++) {
            try (ServiceProcess service = ServiceProcess.start(i == 0)) {
                bits[i] = undisturbed(service.api(), upload(service.api()));
                assertThat(service.log().contains("jdk.incubator.vector is missing"))
                        .isEqualTo(i == 1);
            }
        }
        assertThat(bits[1]).isEqualTo(bits[0]);
    }

    private static void awaitEpochBeyond(Api api, String job, int epoch) {
        JsonNode now = api.awaitJob(job, state -> state.at("/progress/epoch").asInt() > epoch);
        assertThat(now.path("status").asString()).isEqualTo("running");
    }
}
