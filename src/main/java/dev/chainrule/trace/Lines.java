package dev.chainrule.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The lines of one part of an explanation, of which those beyond a limit are counted and never made. */
final class Lines {

    private final int most;
    private final List<String> lines = new ArrayList<>();
    private int leftOut;

    Lines(int most) {
        this.most = most;
    }

    void add(Supplier<String> line) {
        if (lines.size() < most) {
            lines.add(line.get());
        } else {
            leftOut++;
        }
    }

    List<String> list() {
        return lines;
    }

    int leftOut() {
        return leftOut;
    }
}
