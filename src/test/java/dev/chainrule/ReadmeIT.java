package dev.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.support.IntegrationTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tour of the README: each block of commands is run as it stands, and the JSON block behind it must be part of the answer, value
 * by value; they are commands of a POSIX shell. (An array that ends with "..." in the README may go on in the answer.)
 */
@IntegrationTest
@TestPropertySource(properties = "chainrule.test=readme") // a service of its own: versions count from 1
class ReadmeIT {

    private static final Pattern STEP = Pattern.compile("```bash\\n(.*?)```\\s+```json\\n(.*?)```", Pattern.DOTALL);
    private static final String MARK = "=== next block ===";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @LocalServerPort
    private int port;

    @Test
    void everyAnswerIsAsPrinted() throws IOException, InterruptedException {
        Matcher steps = STEP.matcher(Files.readString(Path.of("README.md")));
        StringBuilder script = new StringBuilder();
        List<JsonNode> printed = new ArrayList<>();
        while (steps.find()) {
            script.append(steps.group(1)).append("\necho; echo '").append(MARK).append("'\n");
            printed.add(JSON.readTree(steps.group(2)));
        }
        assertThat(printed).hasSize(8);

        Process bash = new ProcessBuilder(
                        "bash", "-c", script.toString().replace("127.0.0.1:8080", "127.0.0.1:" + port))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String[] answers = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split(MARK, -1);
        assertThat(bash.waitFor()).isZero();
        for (int i = 0; i < printed.size(); i++) {
            compare("block " + (i + 1), printed.get(i), JSON.readTree(answers[i]));
        }
    }

    private static void compare(String at, JsonNode printed, JsonNode answered) {
        if (printed.isObject()) {
            printed.properties()
                    .forEach(entry ->
                            compare(at + "/" + entry.getKey(), entry.getValue(), answered.path(entry.getKey())));
        } else if (printed.isArray()) {
            int size = printed.size();
            boolean open = size > 0 && printed.get(size - 1).asString("").equals("...");
            assertThat(answered.size()).as(at).isGreaterThanOrEqualTo(open ? size - 1 : size);
            for (int i = 0; i < (open ? size - 1 : size); i++) {
                compare(at + "/" + i, printed.get(i), answered.path(i));
            }
        } else {
            assertThat(answered.toString()).as(at).isEqualTo(printed.toString());
        }
    }
}
