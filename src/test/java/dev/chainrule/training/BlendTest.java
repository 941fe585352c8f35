package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BlendTest {

    /** Squared distance from (1, 1). */
    private static double loss(float[] answer) {
        double sum = 0;
        for (float value : answer) {
            sum += (value - 1.0) * (value - 1.0);
        }
        return sum;
    }

    @Test
    void errorsThatCancelOutAreWeighedByHowFarTheyAre() {
        // 1 lies a quarter of the way from 0.5 to 2.5: three of the first to one of the second
        float[][] answers = {{0.5f, 0.5f}, {2.5f, 2.5f}, {9, 9}};
        assertThat(Blend.GREEDY.weights(answers, BlendTest::loss)).containsExactly(0.75, 0.25, 0);
    }

    @Test
    void oneThatIsBetterThanEveryMixtureIsAlone() {
        float[][] answers = {{3, -1}, {1, 1}, {1.5f, 1}};
        assertThat(Blend.GREEDY.weights(answers, BlendTest::loss)).containsExactly(0, 1, 0);
    }

    @Test
    void ofEqualOnesTheFirstIsTaken() {
        float[][] answers = {{2, 2}, {2, 2}};
        assertThat(Blend.GREEDY.weights(answers, BlendTest::loss)).containsExactly(1, 0);
    }

    @Test
    void whereNoneIsANumberThereIsStillAnAnswer() {
        float[][] answers = {{Float.NaN}, {Float.NaN}};
        assertThat(Blend.GREEDY.weights(answers, answer -> answer[0])).containsExactly(1, 0);
    }

    @Test
    void meanWeighsAllAlike() {
        assertThat(Blend.MEAN.weights(new float[4][1], BlendTest::loss)).containsExactly(0.25, 0.25, 0.25, 0.25);
    }
}
