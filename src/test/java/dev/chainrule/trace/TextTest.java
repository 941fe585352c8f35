package dev.chainrule.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTest {

    @Test
    void numbersHaveAtMostSixSignificantDigits() {
        assertThat(Text.number(0.8999999999999999)).isEqualTo("0.9");
        assertThat(Text.number(-3.3600000000000003)).isEqualTo("-3.36");
        assertThat(Text.number(1 / 3.0)).isEqualTo("0.333333");
        assertThat(Text.number(123456789)).isEqualTo("123457000");
        assertThat(Text.number(1.23456789e-9)).isEqualTo("1.23457e-9");
        assertThat(Text.number(-0.0)).isEqualTo("0");
        assertThat(Text.number(Double.MAX_VALUE)).isEqualTo("1.79769e308");
    }

    @Test
    void onlyTheFirstTermBeginsWithAMinus() {
        double[] x = {-1, -2, 3};
        assertThat(Text.sum(3, i -> Text.term(i, x[i], -0.5))).isEqualTo("-1*(-0.5) + (-2)*(-0.5) + 3*(-0.5)");
    }

    @Test
    void wideSumsAreShortened() {
        assertThat(Text.sum(6, Integer::toString)).isEqualTo("0 + 1 + 2 + 3 + 4 + 5");
        assertThat(Text.sum(7, Integer::toString)).isEqualTo("0 + 1 + 2 + 3 + ... + 6");
        assertThat(Text.list(new double[] {1, 2, 3, 4, 5, 6, 7, 8})).isEqualTo("[1, 2, 3, 4, ..., 8]");
        assertThat(Text.list(new double[] {0.5})).isEqualTo("0.5");
    }
}
