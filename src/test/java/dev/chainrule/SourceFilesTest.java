package dev.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SourceFilesTest {

    private static final int MOST_LINES = 250;

    /** A file is read in one go: most are under 150 lines. */
    @Test
    void noMainSourceIsLongerThan250Lines() throws IOException {
        Map<Path, Integer> tooLong = new TreeMap<>();
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            for (Path source :
                    (Iterable<Path>) sources.filter(path -> path.toString().endsWith(".java"))::iterator) {
                int lines = Files.readAllLines(source).size();
                if (lines > MOST_LINES) {
                    tooLong.put(source, lines);
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }
}
