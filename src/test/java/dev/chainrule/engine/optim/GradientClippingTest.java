package dev.chainrule.engine.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GradientClippingTest {

    @Test
    void aLongGradientIsScaledToTheNorm() {
        float[] g = {3, -4};
        new GradientClipping(new ClippingSpec.Norm(1)).clip(g);
        // 1 / (5 + 1e-6)
        assertThat(g).containsExactly(new float[] {0.6f, -0.8f}, within(1e-6f));
    }

    @Test
    void aShortGradientKeepsItsBits() {
        float[] g = {0.3f, -0.4f};
        new GradientClipping(new ClippingSpec.Norm(1)).clip(g);
        assertThat(g).containsExactly(0.3f, -0.4f);
    }

    @Test
    void eachEntryCountsOnceAcrossBlocks() {
        // two full blocks and a piece of a third: the norm of n ones is sqrt(n)
        float[] g = new float[10_000];
        Arrays.fill(g, 1);
        GradientClipping clipping = new GradientClipping(new ClippingSpec.Norm(1));
        clipping.clip(g);
        assertThat(g[0]).isCloseTo(0.01f, within(1e-8f));
        assertThat(g[9_999]).isEqualTo(g[0]);
        // and nothing is left from one gradient to the next
        Arrays.fill(g, 1);
        clipping.clip(g);
        assertThat(g[0]).isCloseTo(0.01f, within(1e-8f));
    }

    @Test
    void valuesAreBroughtIntoTheirRange() {
        float[] g = {3, -4, 0.25f};
        new GradientClipping(new ClippingSpec.Value(0.5)).clip(g);
        assertThat(g).containsExactly(0.5f, -0.5f, 0.25f);
    }

    @Test
    void whatIsNotANumberStaysVisible() {
        float[] g = {Float.NaN, 1};
        new GradientClipping(new ClippingSpec.Norm(1)).clip(g);
        assertThat(g[0]).isNaN();
        float[] infinite = {Float.POSITIVE_INFINITY, 1};
        new GradientClipping(new ClippingSpec.Norm(1)).clip(infinite);
        assertThat(infinite[0]).isNaN();
    }
}
