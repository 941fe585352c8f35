package dev.chainrule.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a stream of server-sent events as a browser would. */
public final class EventClient implements AutoCloseable {

    /** @param id null where the event has none */
    public record Event(@Nullable String id, String type, JsonNode data) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;
    private int comments;

    /** @param path below /api/v1 */
    public EventClient(int port, String path, @Nullable String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    public HttpResponse<InputStream> response() {
        return response;
    }

    /** Comment lines so far. */
    public int comments() {
        return comments;
    }

    /** The next event; null when the stream has ended. Fails when nothing but heartbeats comes. */
    public @Nullable Event next() {
        long waiting = System.nanoTime();
        String id = null;
        String type = "";
        String data = "";
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty() && !data.isEmpty()) {
                    return new Event(id, type, Api.json(data));
                } else if (line.startsWith(":")) {
                    comments++;
                    assertThat(System.nanoTime() - waiting)
                            .as("nothing but heartbeats")
                            .isLessThan(60_000_000_000L);
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    type = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                }
            }
            return null;
        } catch (IOException e) {
            // the service was killed
            return null;
        }
    }

    /** The events up to the one that is enough, or to the end of the stream. */
    public List<Event> until(Predicate<Event> enough) {
        List<Event> events = new ArrayList<>();
        for (Event event = next(); event != null; event = next()) {
            events.add(event);
            if (enough.test(event)) {
                break;
            }
        }
        return events;
    }

    /** The events up to the end of the stream. */
    public List<Event> all() {
        return until(event -> false);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
