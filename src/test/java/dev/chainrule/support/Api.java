package dev.chainrule.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks HTTP to the application as a client would; paths without a leading /v3, /actuator or /swagger are below /api/v1. */
@TestComponent
public class Api {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> ENDED = Set.of("succeeded", "failed", "cancelled");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Supplier<@Nullable String> port;

    @Autowired
    Api(Environment environment) {
        this.port = () -> environment.getProperty("local.server.port");
    }

    /** Talks to a service on a port of this machine. */
    public Api(int port) {
        this.port = () -> Integer.toString(port);
    }

    /** An answer: JSON where it is JSON, a missing node where it is not. */
    public record Answer(int status, Map<String, String> headers, String body, JsonNode json) {

        public JsonNode at(String pointer) {
            return json.at(pointer);
        }

        /** The pointers of the faults of a problem. */
        public Set<String> pointers() {
            return StreamSupport.stream(json.path("errors").spliterator(), false)
                    .map(error -> error.path("pointer").asString())
                    .collect(Collectors.toSet());
        }
    }

    public Answer get(String path) {
        return send("GET", path, null, "application/json");
    }

    public Answer delete(String path) {
        return send("DELETE", path, null, "application/json");
    }

    public Answer post(String path, String json) {
        return send("POST", path, json, "application/json");
    }

    public Answer post(String path, String body, String contentType) {
        return send("POST", path, body, contentType);
    }

    public Answer send(String method, String path, @Nullable String body, String type, String... headers) {
        boolean outside = path.startsWith("/v3") || path.startsWith("/actuator") || path.startsWith("/swagger");
        URI uri = URI.create("http://127.0.0.1:" + port.get() + (outside || path.equals("/") ? "" : "/api/v1") + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", type).method(method, HttpRequest.BodyPublishers.ofString(body));
        }
        return send(method, uri, request);
    }

    /** Posts bytes. */
    public Answer upload(String path, byte[] body, String type, String... headers) {
        URI uri = URI.create("http://127.0.0.1:" + port.get() + "/api/v1" + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send("POST", uri, request);
    }

    private Answer send(String method, URI uri, HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Map<String, String> answered = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            response.headers().map().forEach((name, values) -> answered.put(name, String.join(", ", values)));
            String contentType = answered.getOrDefault("Content-Type", "");
            JsonNode json = contentType.contains("json") ? JSON.readTree(response.body()) : JSON.missingNode();
            return new Answer(response.statusCode(), answered, response.body(), json);
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + uri, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method + " " + uri, e);
        }
    }

    /** Posts a training job and waits until it has ended. */
    public JsonNode train(String request) {
        Answer answer = post("/training-jobs", request);
        if (answer.status() != 202) {
            throw new AssertionError("POST /training-jobs gave " + answer.status() + ": " + answer.body());
        }
        return await(answer.at("/id").asString());
    }

    /** Asks for a job until it has ended. */
    public JsonNode await(String job) {
        return awaitJob(job, now -> ENDED.contains(now.path("status").asString()));
    }

    /** Asks for a job until {@code enough} is true of it. */
    public JsonNode awaitJob(String job, Predicate<JsonNode> enough) {
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        JsonNode now = JSON.missingNode();
        while (System.nanoTime() < deadline) {
            now = get("/training-jobs/" + job).json();
            if (enough.test(now)) {
                return now;
            }
            // leaves the cores to the service that is waited for
            LockSupport.parkNanos(10_000_000);
        }
        throw new AssertionError("the job " + job + " did not get there within 90 seconds: " + now);
    }

    public static JsonNode json(String text) {
        return JSON.readTree(text);
    }
}
