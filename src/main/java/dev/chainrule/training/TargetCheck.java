package dev.chainrule.training;

import dev.chainrule.dataset.Column;
import dev.chainrule.dataset.DatasetReference;
import dev.chainrule.dataset.RowCursor;
import dev.chainrule.engine.nn.ElementLoss;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.network.LossJson;
import dev.chainrule.network.LossTargets;
import dev.chainrule.web.Fault;
import dev.chainrule.web.Faults;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the targets of a dataset lie where the loss is defined. */
final class TargetCheck {

    private TargetCheck() {}

    /**
     * Adds a fault for each target that the loss does not take.
     *
     * @param scaling where the request says that targets are scaled; null if they are taken as they are
     */
    static void check(
            Loss loss,
            boolean classes,
            @Nullable String scaling,
            DatasetReference dataset,
            List<Column> columns,
            Faults faults) {
        if (classes && loss instanceof ElementLoss.Hinge) {
            faults.add("/training/loss", "hinge has targets of -1 or 1, not the shares of classes");
        }
        if (classes || LossTargets.takesAll(loss)) {
            return;
        }
        if (scaling != null) {
            faults.add(scaling, "must not scale the target for " + LossJson.name(loss) + ", which limits its targets");
        }
        double[] targets = new double[columns.size()];
        RowCursor cursor = dataset.rows().open();
        Faults found = new Faults();
        for (int row = 0; cursor.next(); row++) {
            for (int k = 0; k < targets.length; k++) {
                targets[k] = cursor.number(columns.get(k));
            }
            LossTargets.check(loss, targets, "/dataset/targets/" + row, found);
        }
        boolean inTheRequest = dataset.stored().isEmpty();
        for (Fault fault : found.list()) {
            // the targets of a stored dataset have no place in the request
            String detail = fault.pointer().substring("/dataset/".length()) + " " + fault.detail();
            faults.add(inTheRequest ? fault.pointer() : "/dataset", inTheRequest ? fault.detail() : detail);
        }
    }
}
