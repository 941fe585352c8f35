package dev.chainrule.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What a web page of somebody else can make a browser send, byte by byte. */
@IntegrationTest
class ForeignRequestIT {

    @LocalServerPort
    private int port;

    /** The answer to a request that is sent as it is; the connection is closed behind it. */
    private record Raw(int status, String head, String json) {

        JsonNode problem() {
            assertThat(head).contains("Content-Type: application/problem+json");
            return Api.json(json);
        }
    }

    private Raw send(String requestLine, String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            String lines = requestLine + "\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n";
            out.write(lines.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = answer.indexOf("\r\n\r\n");
            // between the marks of chunked encoding
            String json =
                    answer.contains("{") ? answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1) : "";
            return new Raw(Integer.parseInt(answer.substring(9, 12)), answer.substring(0, end), json);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/v1/networks",
                "/api/v1/training-jobs/events",
                "/api/v1/no/such/thing",
                "/actuator/health",
                "/actuator/prometheus",
                "/swagger-ui.html",
                "/swagger-ui/index.html",
                "/v3/api-docs",
                "/error"
            })
    void everyPathIsBehindTheSameDoor(String path) throws IOException {
        String accept = "Accept: text/event-stream, text/html, */*";
        for (Raw refused : new Raw[] {
            send("GET " + path + " HTTP/1.1", "Host: evil.example:" + port, accept),
            send("GET " + path + " HTTP/1.1", "Host: localhost:" + port, "Origin: https://evil.example", accept),
            send("GET " + path + " HTTP/1.1", "Host: localhost:" + port, "Origin: null", accept),
            send("OPTIONS " + path + " HTTP/1.1", "Host: localhost:" + port, "Origin: http://evil.example", accept)
        }) {
            assertThat(refused.status()).as(refused.head()).isEqualTo(403);
            assertThat(refused.head()).doesNotContainIgnoringCase("Access-Control-Allow");
            if (!refused.json().isEmpty()) {
                JsonNode problem = refused.problem();
                assertThat(problem.path("title").asString()).isEqualTo("Forbidden");
                assertThat(problem.path("status").asInt()).isEqualTo(403);
                assertThat(problem.path("instance").asString()).isEqualTo(path);
                assertThat(problem.path("detail").asString()).contains("chainrule.allowed-hosts");
            }
        }
    }

    @Test
    void nothingIsDoneForAForeignPage() throws IOException {
        String network = "{\"name\": \"foreign\", \"inputs\": 1, \"layers\": [{\"type\": \"dense\", \"units\": 1}]}";
        Raw refused = send(
                "POST /api/v1/networks HTTP/1.1",
                "Host: 127.0.0.1:" + port,
                "Origin: http://evil.example",
                "Content-Type: application/json",
                "Content-Length: 0");
        assertThat(refused.problem().path("detail").asString())
                .startsWith("the Origin \"http://evil.example\" is foreign");
        Api api = new Api(port);
        Api.Answer posted = api.send("POST", "/networks", network, "application/json", "Origin", "http://evil.example");
        assertThat(posted.status()).isEqualTo(403);
        assertThat(api.get("/networks?name=foreign").at("/items")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "localhost", "127.0.0.1:1", "[::1]:8080"})
    void theServiceGoesByTheNamesOfTheLoopbackInterface(String host) throws IOException {
        assertThat(send("GET /actuator/health/liveness HTTP/1.1", "Host: " + host)
                        .status())
                .isEqualTo(200);
        assertThat(send("GET /v3/api-docs HTTP/1.1", "Host: " + host, "Origin: http://" + host)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aHostThatContradictsTheRequestLineIsRefused() throws IOException {
        assertThat(send("GET http://evil.example/api/v1/networks HTTP/1.1", "Host: localhost:" + port)
                        .status())
                .isIn(400, 403);
        assertThat(send("GET /api/v1/networks HTTP/1.1", "Host: localhost", "Host: evil.example")
                        .status())
                .isIn(400, 403);
        // without a name there is none to be rebound: a probe that speaks HTTP/1.0
        assertThat(send("GET /actuator/health/liveness HTTP/1.0").status()).isEqualTo(200);
    }
}
