package dev.chainrule.engine.optim;

/** How the learning rate changes from epoch to epoch: a factor on it, with a warm-up in the first epochs. */
public sealed interface ScheduleSpec {

    /** The rate stays what it is. */
    static ScheduleSpec none() {
        return new Constant(0);
    }

    /** In how many epochs, from the first, the rate rises to its full size; 0 for none. */
    int warmupEpochs();

    /**
     * The factor on the learning rate.
     *
     * @param epoch from 0
     * @param epochs how many there will be at most
     * @param cuts how often a plateau has been found before this epoch; only {@link ReduceOnPlateau} looks at it
     */
    default double factor(int epoch, int epochs, int cuts) {
        double factor = switch (this) {
            case Constant _ -> 1;
            case Step step -> StrictMath.pow(step.factor(), Math.floorDiv(epoch, step.everyEpochs()));
            case Exponential exponential -> StrictMath.pow(exponential.factor(), epoch);
            case InverseTime inverse -> 1 / (1 + inverse.decay() * epoch);
            // min + (1 - min) (1 + cos(pi e / epochs)) / 2
            case Cosine cosine ->
                cosine.minFactor() + (1 - cosine.minFactor()) * (1 + StrictMath.cos(Math.PI * epoch / epochs)) / 2;
            case ReduceOnPlateau plateau -> StrictMath.pow(plateau.factor(), cuts);
        };
        return epoch < warmupEpochs() ? factor * (epoch + 1) / warmupEpochs() : factor;
    }

    record Constant(int warmupEpochs) implements ScheduleSpec {
        public Constant {
            requireWarmup(warmupEpochs);
        }
    }

    /** {@code factor} once every {@code everyEpochs} epochs. */
    record Step(double factor, int everyEpochs, int warmupEpochs) implements ScheduleSpec {
        public Step {
            Checks.requirePositive("factor", factor);
            requireEpochs("everyEpochs", everyEpochs);
            requireWarmup(warmupEpochs);
        }
    }

    /** {@code factor} every epoch. */
    record Exponential(double factor, int warmupEpochs) implements ScheduleSpec {
        public Exponential {
            Checks.requirePositive("factor", factor);
            requireWarmup(warmupEpochs);
        }
    }

    /** 1 / (1 + decay e). */
    record InverseTime(double decay, int warmupEpochs) implements ScheduleSpec {
        public InverseTime {
            if (!(decay >= 0) || Double.isInfinite(decay)) {
                throw new IllegalArgumentException("decay must be at least 0, was " + decay);
            }
            requireWarmup(warmupEpochs);
        }
    }

    /** Half a wave from 1 to {@code minFactor} over all epochs: Loshchilov and Hutter 2017, "SGDR", equation 5 without restarts. */
    record Cosine(double minFactor, int warmupEpochs) implements ScheduleSpec {
        public Cosine {
            if (!(minFactor >= 0 && minFactor <= 1)) {
                throw new IllegalArgumentException("minFactor must be from 0 to 1, was " + minFactor);
            }
            requireWarmup(warmupEpochs);
        }
    }

    /**
     * {@code factor} each time the monitored loss has not fallen by more than {@code minDelta} for {@code patience} epochs, counting
     * anew after each cut.
     */
    record ReduceOnPlateau(double factor, int patience, double minDelta, int warmupEpochs) implements ScheduleSpec {
        public ReduceOnPlateau {
            Checks.requirePositive("factor", factor);
            requireEpochs("patience", patience);
            requireWarmup(warmupEpochs);
        }
    }

    private static void requireEpochs(String name, int epochs) {
        if (epochs < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, was " + epochs);
        }
    }

    private static void requireWarmup(int epochs) {
        if (epochs < 0) {
            throw new IllegalArgumentException("warmupEpochs must be at least 0, was " + epochs);
        }
    }
}
