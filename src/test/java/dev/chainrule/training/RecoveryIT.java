package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.support.Api;
import dev.chainrule.support.ServiceProcess;
import dev.chainrule.support.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The real jar, killed while it trains: nothing that was acknowledged is lost, and the job ends with the bits of an undisturbed run. */
class RecoveryIT {

    /** How much the pair of jobs does: epochs of each of three members, and rows of the one long epoch. */
    private record Size(int epochs, int rows) {

        /** Runs for a second or two. */
        static final Size FIRST = new Size(1_500, 6_000);

        private static final double SECONDS = 6;

        /** So much more that each job runs for some seconds here, however quick the machine and the engine are. */
        Size longEnough(double epochSeconds, double rowSeconds) {
            return new Size((int) (epochs * Math.max(1, SECONDS / epochSeconds)), (int)
                    (rows * Math.max(1, SECONDS / rowSeconds)));
        }
    }

    private static final Set<String> ENDED = Set.of("succeeded", "failed", "cancelled");

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

    private static String matrix(Api api, Size size) {
        return api.post("/datasets", Requests.matrix(size.rows(), 16)).at("/id").asString();
    }

    private static double seconds(Api api, String job) {
        JsonNode ended = api.get("/training-jobs/" + job).json();
        Instant started = Instant.parse(ended.path("startedAt").asString());
        return Duration.between(started, Instant.parse(ended.path("finishedAt").asString()))
                        .toMillis()
                / 1e3;
    }

    /** Losses of all epochs and the final weights, of all members. */
    private static String bits(Api api, String job, String model) {
        StringBuilder bits = new StringBuilder();
        JsonNode history =
                api.get("/training-jobs/" + job + "/history?points=100000").json();
        for (JsonNode epoch : history.path("epochs")) {
            bits.append(epoch.path("member"))
                    .append(' ')
                    .append(epoch.path("epoch"))
                    .append(' ')
                    .append(epoch.path("trainLoss"))
                    .append(' ');
            bits.append(epoch.path("validationLoss")).append('\n');
        }
        int members = api.get("/models/" + model).at("/members").asInt();
        for (int member = 0; member < members; member++) {
            bits.append(api.get("/models/" + model + "/parameters?member=" + member)
                            .body())
                    .append('\n');
        }
        return bits.toString();
    }

    /** Two jobs at once: one of many short epochs, one of a single long epoch. */
    private record Pair(String shortEpochs, String longEpoch) {

        static Pair submit(Api api, String name, Size size, String iris, String matrix) {
            return new Pair(
                    RecoveryIT.submit(api, Requests.many(name, size.epochs(), iris)),
                    RecoveryIT.submit(api, Requests.longEpoch(name + "-long", matrix)));
        }

        List<String> jobs() {
            return List.of(shortEpochs, longEpoch);
        }

        /** Waits for both to succeed and gives their bits. */
        List<String> end(Api api, String name) {
            jobs().forEach(job -> succeeded(api, job));
            return List.of(bits(api, shortEpochs, name), bits(api, longEpoch, name + "-long"));
        }
    }

    @Test
    void killedAndStoppedJobsEndInTheSameBits() {
        try (ServiceProcess service = ServiceProcess.start(true)) {
            Api api = service.api();
            String iris = upload(api);
            String network =
                    api.post("/networks", Requests.XOR_NETWORK).at("/id").asString();
            String few = few(api, iris);
            Pair.submit(api, "first", Size.FIRST, iris, matrix(api, Size.FIRST)).end(api, "first");
            // the first jobs of a process are compiled while they run: these tell how quick it is
            Pair warm = Pair.submit(api, "warm", Size.FIRST, iris, matrix(api, Size.FIRST));
            warm.end(api, "warm");
            Size size = Size.FIRST.longEnough(seconds(api, warm.shortEpochs()), seconds(api, warm.longEpoch()));
            String matrix = matrix(api, size);
            List<String> undisturbed =
                    Pair.submit(api, "calm", size, iris, matrix).end(api, "calm");
            assertThat(undisturbed.getFirst().lines().count()).isEqualTo(3 * size.epochs() + 3);

            Pair disturbed = Pair.submit(api, "disturbed", size, iris, matrix);
            Followed one =
                    new Followed(disturbed.shortEpochs(), "/training-jobs/" + disturbed.shortEpochs() + "/events");
            Followed among = new Followed(disturbed.shortEpochs(), "/training-jobs/events");
            disturbed.jobs().forEach(job -> runningAnd(api, job, RecoveryIT::hasRunForSomeTime));
            one.until(service, event -> event.type().equals("epoch"));
            among.until(service, event -> event.type().equals("checkpoint"));
            service.kill();
            service.restart();
            disturbed
                    .jobs()
                    .forEach(job ->
                            runningAnd(api, job, now -> reasons(now).contains("recovered after an interruption")));
            one.whileItStops(service);
            service.restart();

            assertThat(disturbed.end(api, "disturbed")).isEqualTo(undisturbed);
            List<JsonNode> transitions = api.get("/training-jobs/" + disturbed.shortEpochs())
                    .at("/transitions")
                    .valueStream()
                    .toList();
            for (Followed followed : List.of(one, among)) {
                followed.until(service, event -> event.type().equals("done"));
                for (int member = 0; member < 3; member++) {
                    assertThat(followed.epochs(member))
                            .isSorted()
                            .doesNotHaveDuplicates()
                            .isNotEmpty();
                }
                assertThat(followed.transitions()).isEqualTo(transitions);
            }
            for (String job : disturbed.jobs()) {
                assertThat(reasons(api.get("/training-jobs/" + job).json())).contains("the service stopped");
                assertThat(service.log()).containsPattern("\\[job " + job + "] .* succeeded");
            }
            // after the kill from a snapshot, not from the beginning
            assertThat(continuations(api, disturbed.shortEpochs()))
                    .first()
                    .asString()
                    .matches("continued after [1-9].* epochs, with . of 3 members finished");
            assertThat(continuations(api, disturbed.longEpoch()))
                    .first()
                    .asString()
                    .matches(".* epoch 0, batch [1-9].*");
            assertThat(api.get("/datasets/" + iris).status()).isEqualTo(200);
            assertThat(api.get("/networks/" + network).status()).isEqualTo(200);
            assertThat(api.get("/models/calm/predictions?x=5.1,3.5,1.4,0.2")
                            .at("/predictions/0/label")
                            .asString())
                    .isEqualTo("setosa");
            if (!TestDatabase.isPostgres()) {
                // the numbers do not depend on the database, so once is enough
                assertThat(withoutTheVectorUnit()).isEqualTo(few);
            }
        }
    }

    /** The bits of a training that does not take long without the vector unit either. */
    private static String few(Api api, String iris) {
        String job = submit(api, Requests.many("few", 300, iris));
        succeeded(api, job);
        return bits(api, job, "few");
    }

    private static String withoutTheVectorUnit() {
        try (ServiceProcess service = ServiceProcess.start(false)) {
            Api api = service.api();
            String bits = few(api, upload(api));
            assertThat(service.log()).contains("The scalar kernel computes", "--add-modules=jdk.incubator.vector");
            return bits;
        }
    }

    /** Waits for something to be true of a job that has still to be running then. */
    private static void runningAnd(Api api, String job, Predicate<JsonNode> condition) {
        Predicate<JsonNode> running = now -> now.path("status").asString().equals("running");
        JsonNode found = api.awaitJob(
                job,
                now -> ENDED.contains(now.path("status").asString()) || (running.test(now) && condition.test(now)));
        assertThat(running.test(found)).as(found.path("transitions").toString()).isTrue();
    }

    /** Long enough for a first snapshot, which comes within a second. */
    private static boolean hasRunForSomeTime(JsonNode job) {
        return Instant.parse(job.path("startedAt").asString())
                .isBefore(Instant.now().minusMillis(1_500));
    }

    private static List<String> reasons(JsonNode job) {
        return job.path("transitions")
                .valueStream()
                .map(transition -> transition.path("reason").asString())
                .toList();
    }

    private static List<String> continuations(Api api, String job) {
        return reasons(api.get("/training-jobs/" + job).json()).stream()
                .filter(reason -> reason.startsWith("continued"))
                .toList();
    }
}
