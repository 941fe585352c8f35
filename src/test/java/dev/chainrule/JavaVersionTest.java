package dev.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaVersionTest {

    @ParameterizedTest
    @ValueSource(strings = {"25+36", "25.0.1+8-LTS", "25.0.2+10-LTS", "25.0.2.1", "25.0.3-ea+5"})
    void refusesTheOnesWithTheBug(String version) {
        assertThat(JavaVersion.objection(Runtime.Version.parse(version)))
                .hasValueSatisfying(line -> assertThat(line)
                        .startsWith("Chainrule needs Java 25.0.3 or later, this is " + version)
                        .doesNotContain("\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"25.0.3", "25.0.3+9-LTS", "25.0.4", "25.1", "26+35", "27-ea+1"})
    void acceptsTheOthers(String version) {
        assertThat(JavaVersion.objection(Runtime.Version.parse(version))).isEmpty();
    }

    @Test
    void acceptsTheOneThatRunsTheTests() {
        assertThat(JavaVersion.objection(Runtime.version())).isEmpty();
    }
}
