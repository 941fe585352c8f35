package dev.chainrule.web;

import dev.chainrule.support.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A request as no well-behaved client sends it. */
final class RawHttp {

    private RawHttp() {}

    /** Sends a head without a body, and reads the answer until the service ends the connection. */
    static Api.Answer send(int port, String... head) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = String.join("\r\n", head) + "\r\n\r\n";
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            // or the service waits for the body, to read it to its end
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = answer.indexOf("\r\n\r\n");
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            answer.substring(0, end).lines().skip(1).forEach(line -> {
                String[] parts = line.split(": ", 2);
                headers.put(parts[0], parts[1]);
            });
            String body = unchunked(answer.substring(end + 4), headers);
            JsonNode json = body.startsWith("{") ? Api.json(body) : MissingNode.getInstance();
            return new Api.Answer(Integer.parseInt(answer.substring(9, 12)), headers, body, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One chunk at most, which is all that a problem takes. */
    private static String unchunked(String body, Map<String, String> headers) {
        if (!"chunked".equals(headers.get("Transfer-Encoding"))) {
            return body;
        }
        return body.substring(body.indexOf("\r\n") + 2, body.lastIndexOf("}") + 1);
    }
}
