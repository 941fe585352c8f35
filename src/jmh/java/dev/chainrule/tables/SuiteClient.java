package dev.chainrule.tables;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The requests that the suite makes. */
final class SuiteClient {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final double MILLIS = 1000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;

    SuiteClient(String address) {
        this.address = address + "/api/v1";
    }

    /** @param like a dataset whose columns have the types that this one's are to have; null: they are found out */
    JsonNode upload(String name, String target, @Nullable JsonNode like, String csv)
            throws IOException, InterruptedException {
        String query = "?name=" + encode(name) + "&target=" + encode(target);
        if (like != null) {
            StringJoiner types = new StringJoiner(",");
            like.get("columns")
                    .forEach(column -> types.add(column.get("name").stringValue() + ":"
                            + column.get("type").stringValue()));
            query += "&types=" + encode(types.toString());
        }
        return send(HttpRequest.newBuilder(URI.create(address + "/datasets" + query))
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString(csv)));
    }

    /** The job when it has succeeded. */
    JsonNode train(JsonNode request) throws IOException, InterruptedException {
        JsonNode job = post("/training-jobs", request);
        URI uri = URI.create(address + "/training-jobs/" + job.get("id").stringValue());
        while (job.get("finishedAt").isNull()) {
            Thread.sleep(BETWEEN_LOOKS);
            job = send(HttpRequest.newBuilder(uri));
        }
        if (!job.get("status").stringValue().equals("succeeded")) {
            throw new IOException("the job has not succeeded: " + job);
        }
        return job;
    }

    /** From the start of a job to its end. */
    static double seconds(JsonNode job) {
        Instant start = Instant.parse(job.get("startedAt").stringValue());
        Instant end = Instant.parse(job.get("finishedAt").stringValue());
        return Duration.between(start, end).toMillis() / MILLIS;
    }

    /** The metrics of a job's model on a dataset. */
    JsonNode evaluate(JsonNode job, String dataset) throws IOException, InterruptedException {
        JsonNode body = MAPPER.createObjectNode()
                .set("dataset", MAPPER.createObjectNode().put("id", dataset));
        String model = job.get("modelName").stringValue() + "/versions/"
                + job.get("modelVersion").intValue();
        return post("/models/" + model + "/evaluations", body).get("metrics");
    }

    private JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(response.statusCode() + ": " + response.body());
        }
        return MAPPER.readTree(response.body());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
