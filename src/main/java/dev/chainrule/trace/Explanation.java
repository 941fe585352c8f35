package dev.chainrule.trace;

import java.util.ArrayList;
import java.util.List;

/**
 * A step in words and numbers, in the order in which it happens: forward, loss, backward, update. w[l][i][j] leads from input i to unit
 * j of layer l; z, a and delta carry layer and unit. Numbers are rounded to 6 significant digits, but computed with all of
 * them. Of a batch the first row is explained.
 */
final class Explanation {

    /** Most lines of each of the four parts, so that none of a wide network crowds out the others. */
    static final int MOST_LINES = 48;

    private Explanation() {}

    /** At most 200 lines, the last of which tells how many were left out, if any were. */
    static List<String> of(TracedStep step, TraceRequest request) {
        Lines forward = new Lines(MOST_LINES);
        Lines loss = new Lines(MOST_LINES);
        Lines backward = new Lines(MOST_LINES);
        Lines update = new Lines(MOST_LINES);
        ForwardText.add(step, request, forward);
        LossText.add(step, request, loss);
        BackwardText.add(step, request, backward);
        UpdateText.add(step, request.optimizer(), update);

        List<String> lines = new ArrayList<>();
        int rows = request.inputs().length;
        if (rows > 1) {
            lines.add("a batch of " + rows + " rows: row 0 is explained here; gradients are sums over all rows");
        }
        int leftOut = 0;
        for (Lines part : List.of(forward, loss, backward, update)) {
            lines.addAll(part.list());
            leftOut += part.leftOut();
        }
        if (leftOut > 0) {
            lines.add("... and " + leftOut + " more lines like these: forward " + forward.leftOut() + ", backward "
                    + backward.leftOut() + ", update " + update.leftOut());
        }
        return lines;
    }
}
