package dev.chainrule.training;

import dev.chainrule.web.JsonObject;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which epochs leave a checkpoint.
 *
 * @param everyEpochs epochs from one checkpoint to the next
 * @param keep how many are kept, the newest
 */
record CheckpointPolicy(int everyEpochs, int keep) {

    static final CheckpointPolicy DEFAULT = new CheckpointPolicy(10, 5);

    static final int MOST_KEPT = 100;

    static CheckpointPolicy read(JsonObject object) {
        int everyEpochs = object.integer("everyEpochs", 1, TrainingSettings.MOST_EPOCHS, DEFAULT.everyEpochs());
        int keep = object.integer("keep", 1, MOST_KEPT, DEFAULT.keep());
        object.end();
        return new CheckpointPolicy(everyEpochs, keep);
    }

    ObjectNode write() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("everyEpochs", everyEpochs)
                .put("keep", keep);
    }

    /** Whether an epoch leaves a checkpoint. */
    boolean takes(int epoch) {
        return epoch % everyEpochs == 0;
    }

    /** The last epoch whose checkpoint is not kept when there is one of {@code newest}; 0 while all are. */
    int lastDropped(int newest) {
        return (int) Math.max(0, newest - (long) keep * everyEpochs);
    }
}
