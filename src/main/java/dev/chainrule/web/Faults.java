package dev.chainrule.web;

import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong with a request, so that one answer names it all. */
public final class Faults {

    /** A body of a million bad numbers needs no answer of a million lines. */
    private static final int MOST = 1_000;

    private final List<Fault> faults = new ArrayList<>();
    private int leftOut;

    public void add(String pointer, String detail) {
        if (faults.size() < MOST) {
            faults.add(new Fault(pointer, detail));
        } else {
            leftOut++;
        }
    }

    public boolean isEmpty() {
        return faults.isEmpty();
    }

    /** How many there are so far: to see whether reading a part added any. */
    public int count() {
        return faults.size() + leftOut;
    }

    public List<Fault> list() {
        return List.copyOf(faults);
    }

    /** Refuses the request with 422 if anything is wrong with it. */
    public void throwIfAny() {
        if (!faults.isEmpty()) {
            if (leftOut > 0) {
                faults.add(new Fault("", "and " + leftOut + " more"));
            }
            throw ProblemException.unprocessable(faults);
        }
    }
}
