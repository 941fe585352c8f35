package dev.chainrule.preset;

import java.util.List;

/** How much is to be spent on a good model. */
enum Preset {
    QUICK(4, 30),
    STANDARD(8, 60),
    BEST(8, 60);

    private final int folds;
    private final int epochs;

    Preset(int folds, int epochs) {
        this.folds = folds;
        this.epochs = epochs;
    }

    int folds() {
        return folds;
    }

    /** At most, where the table is not too large for so many. */
    int epochs() {
        return epochs;
    }

    List<Expert> experts() {
        return switch (this) {
            case QUICK -> List.of(Expert.Q, Expert.S);
            case STANDARD -> List.of(Expert.Q, Expert.S, Expert.T);
            case BEST -> List.of(Expert.Q, Expert.S, Expert.T, Expert.WIDE_Q, Expert.WIDE_S, Expert.WIDE_T);
        };
    }
}
