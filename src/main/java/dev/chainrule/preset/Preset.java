package dev.chainrule.preset;

import java.util.List;

/** How much is to be spent on a good model. */
enum Preset {
    QUICK(4),
    STANDARD(8),
    BEST(8);

    private final int folds;

    Preset(int folds) {
        this.folds = folds;
    }

    int folds() {
        return folds;
    }

    List<Expert> experts() {
        return switch (this) {
            case QUICK -> List.of(Expert.Q, Expert.S);
            case STANDARD -> List.of(Expert.Q, Expert.S, Expert.T);
            case BEST -> List.of(Expert.Q, Expert.S, Expert.T, Expert.WIDE_Q, Expert.WIDE_S, Expert.WIDE_T);
        };
    }

    /** At most, where the table is not too large for so many. */
    int epochs(Expert expert) {
        return switch (this) {
            case QUICK -> 30;
            case STANDARD -> 60;
            // twice as long where that is cheap and was seen to help
            case BEST -> expert == Expert.Q || expert == Expert.S ? 120 : 60;
        };
    }
}
