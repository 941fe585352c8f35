package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
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
        List<float[]> answers = List.of(new float[] {0.5f, 0.5f}, new float[] {2.5f, 2.5f}, new float[] {9, 9});
        assertThat(Blend.GREEDY.weights(answers, BlendTest::loss)).containsExactly(0.75, 0.25, 0);
    }

    @Test
    void oneThatIsBetterThanEveryMixtureIsAlone() {
        List<float[]> answers = List.of(new float[] {3, -1}, new float[] {1, 1}, new float[] {1.5f, 1});
        assertThat(Blend.GREEDY.weights(answers, BlendTest::loss)).containsExactly(0, 1, 0);
    }

    @Test
    void ofEqualOnesTheFirstIsTaken() {
        List<float[]> answers = List.of(new float[] {2, 2}, new float[] {2, 2});
        assertThat(Blend.GREEDY.weights(answers, BlendTest::loss)).containsExactly(1, 0);
    }

    @Test
    void whereNoneIsANumberThereIsStillAnAnswer() {
        List<float[]> answers = List.of(new float[] {Float.NaN}, new float[] {Float.NaN});
        assertThat(Blend.GREEDY.weights(answers, answer -> answer[0])).containsExactly(1, 0);
    }

    @Test
    void meanWeighsAllAlike() {
        assertThat(Blend.MEAN.weights(Collections.nCopies(4, new float[1]), BlendTest::loss))
                .containsExactly(0.25, 0.25, 0.25, 0.25);
    }
}
