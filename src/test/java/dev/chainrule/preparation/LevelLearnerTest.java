package dev.chainrule.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.dataset.DatasetKind;
import dev.chainrule.preparation.PreprocessingSpec.CategorySpec;
import dev.chainrule.preparation.PreprocessingSpec.Missing;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LevelLearnerTest {

    private static final CategorySpec ANY = new CategorySpec(1, OptionalInt.empty(), false);

    /** @param values categories with a blank between them; a point is a missing value */
    private static Optional<Transform.OneHot> learn(CategorySpec rule, Missing missing, String values) {
        PreprocessingSpec table = PreprocessingSpec.defaultFor(DatasetKind.TABLE);
        LevelLearner learner = new LevelLearner(
                Part.VALUE, new PreprocessingSpec(table.numeric(), rule, missing, table.target(), table.date()));
        List<String> rows = List.of(values.split(" "));
        rows.forEach(value -> learner.see(value.equals(".") ? null : value));
        return learner.finish(rows.size());
    }

    private static List<String> names(Optional<Transform.OneHot> learned) {
        return learned.orElseThrow().featureNames("c");
    }

    @Test
    void plainIsOneFeatureACategory() {
        Transform.OneHot learned =
                learn(CategorySpec.ONE_HOT, Missing.IMPUTE, "b . a b a .").orElseThrow();
        assertThat(learned.featureNames("c")).containsExactly("c=a", "c=b");
        // as frequent as b, and before it
        assertThat(learned.fill()).isZero();
        assertThat(learned.otherLevel()).isEqualTo(-1);
        assertThat(names(learn(CategorySpec.ONE_HOT, Missing.IMPUTE, "a a"))).containsExactly("c=a");
        assertThat(names(learn(CategorySpec.ONE_HOT, Missing.IMPUTE, "10 9 x"))).containsExactly("c=10", "c=9", "c=x");
        assertThat(names(learn(CategorySpec.ONE_HOT, Missing.IMPUTE, "10 9"))).containsExactly("c=9", "c=10");
        assertThat(learn(CategorySpec.ONE_HOT, Missing.IMPUTE, ". .")
                        .orElseThrow()
                        .width())
                .isZero();
    }

    @Test
    void aMissingValueCanBeALevel() {
        Transform.OneHot learned =
                learn(CategorySpec.ONE_HOT, Missing.LEVEL, "b . a").orElseThrow();
        assertThat(learned.featureNames("c")).containsExactly("c=a", "c=b", "c=(missing)");
        assertThat(learned.fill()).isEqualTo(2);
        // none among the training rows: it is as good as unseen
        assertThat(learn(CategorySpec.ONE_HOT, Missing.LEVEL, "b a")
                        .orElseThrow()
                        .fill())
                .isEqualTo(-1);
        assertThat(learn(new CategorySpec(2, OptionalInt.empty(), false), Missing.LEVEL, "a a b b c a")
                        .orElseThrow()
                        .fill())
                .isEqualTo(2);
    }

    @Test
    void rareLevelsShareOne() {
        Transform.OneHot learned = learn(
                        new CategorySpec(2, OptionalInt.empty(), false), Missing.LEVEL, "a a b b x y c c c c")
                .orElseThrow();
        assertThat(learned.featureNames("c")).containsExactly("c=a", "c=b", "c=c", "c=(rare)");
        assertThat(learned.otherLevel()).isEqualTo(3);
        assertThat(names(learn(new CategorySpec(1, OptionalInt.of(2), false), Missing.LEVEL, "a a b b c c c d d d")))
                .containsExactly("c=c", "c=d", "c=(rare)");
        // of two that are as frequent the first
        assertThat(names(learn(new CategorySpec(1, OptionalInt.of(2), false), Missing.LEVEL, "b b a a c c c c")))
                .containsExactly("c=a", "c=c", "c=(rare)");
        // missing values can be rare too
        Transform.OneHot gaps = learn(new CategorySpec(2, OptionalInt.empty(), false), Missing.LEVEL, "a a b b b . c c")
                .orElseThrow();
        assertThat(gaps.featureNames("c")).containsExactly("c=a", "c=b", "c=c", "c=(rare)");
        assertThat(gaps.fill()).isEqualTo(3);
    }

    @Test
    void twoLevelsAreOneFeature() {
        assertThat(names(learn(ANY, Missing.LEVEL, "a b a b"))).containsExactly("c=b");
        assertThat(names(learn(new CategorySpec(2, OptionalInt.empty(), false), Missing.LEVEL, "a a a a x y")))
                .containsExactly("c=(rare)");
        assertThat(names(learn(ANY, Missing.LEVEL, "a . a ."))).containsExactly("c=(missing)");
    }

    @Test
    void columnsThatSayNothingDropOut() {
        assertThat(learn(ANY, Missing.LEVEL, "a a a a")).isEmpty();
        assertThat(learn(ANY, Missing.LEVEL, ". . . .")).isEmpty();
        assertThat(learn(ANY, Missing.LEVEL, "a b c d a b c")).isEmpty();
        assertThat(learn(ANY, Missing.LEVEL, "a b c d a b c d")).isPresent();
        // all of them rare
        assertThat(learn(new CategorySpec(3, OptionalInt.empty(), false), Missing.LEVEL, "a a b b"))
                .isEmpty();
    }

    @Test
    void whatIsFilledInMayBeRare() {
        CategorySpec rule = new CategorySpec(1, OptionalInt.of(1), false);
        assertThat(learn(rule, Missing.IMPUTE, "a a b b b . c c").orElseThrow().fill())
                .isZero();
        assertThat(learn(rule, Missing.REJECT, "a a b b b c").orElseThrow().fill())
                .isEqualTo(-1);
    }
}
