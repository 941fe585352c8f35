package dev.chainrule.engine.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The width of the vectors is fixed when a JVM starts, so each width needs a JVM of its own. */
class SameBitsEverywhereTest {

    private static final String MODULE = "--add-modules=jdk.incubator.vector";

    @Test
    void vectorWidthsAndTheScalarKernelGiveTheSameBits() throws Exception {
        String plain = run();
        assertThat(plain).contains(" scalar: ", "is missing", MODULE);
        String hash = plain.substring(0, plain.indexOf(' '));
        for (String width :
                List.of("-XX:MaxVectorSize=16", "-XX:MaxVectorSize=32", "-XX:MaxVectorSize=64", "-XX:UseAVX=2")) {
            assertThat(run(MODULE, width)).as(width).startsWith(hash + " vector: ");
        }
    }

    private static String run(String... flags) throws IOException, InterruptedException, URISyntaxException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags));
        // a flag of another processor means nothing on this one
        command.add("-XX:+IgnoreUnrecognizedVMOptions");
        command.add("-cp");
        command.add(location(Gemm.class) + System.getProperty("path.separator") + location(EngineHash.class));
        command.add(EngineHash.class.getName());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            // one line: it fits the pipe, so the process never waits for a reader
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ended in time").isTrue();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.exitValue()).as(output).isZero();
            return output.strip();
        } finally {
            process.destroyForcibly();
        }
    }

    private static Path location(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
