package dev.chainrule.engine.nn;

import java.util.ArrayList;
import java.util.List;

/** The penalties on the weights of dense layers, l2 * sum(w^2) + l1 * sum|w|, in the form in which training needs them: differentiated. */
public final class Regularization {

    private record Penalty(int from, int to, float l1, float l2) {}

    private final List<Penalty> penalties = new ArrayList<>();

    /** @param spec resolved: all sizes known */
    public Regularization(NetworkSpec spec) {
        for (int i = 0; i < spec.layers().size(); i++) {
            int from = Math.toIntExact(Parameters.offset(spec, i));
            switch (spec.layers().get(i)) {
                case LayerSpec.Dense d -> {
                    int weights = spec.inputsOf(i).orElseThrow() * d.units().orElseThrow();
                    if (d.l1() != 0 || d.l2() != 0) {
                        penalties.add(new Penalty(from, from + weights, (float) d.l1(), (float) d.l2()));
                    }
                }
                case LayerSpec.Dropout _, LayerSpec.Normalization _ -> {}
            }
        }
    }

    /** Whether there is no penalty. */
    public boolean isNone() {
        return penalties.isEmpty();
    }

    /** Adds the derivative of the penalties at {@code w (P)} to {@code g (P)}, for the parameters {@code first} to {@code end - 1}. */
    public void addTo(float[] g, float[] w, int first, int end) {
        for (int p = 0; p < penalties.size(); p++) {
            Penalty penalty = penalties.get(p);
            float l1 = penalty.l1();
            float twiceL2 = 2 * penalty.l2();
            int to = Math.min(end, penalty.to());
            for (int i = Math.max(first, penalty.from()); i < to; i++) {
                // at its kink, 0, |w| has the derivative 0
                g[i] += twiceL2 * w[i] + l1 * Math.signum(w[i]);
            }
        }
    }
}
