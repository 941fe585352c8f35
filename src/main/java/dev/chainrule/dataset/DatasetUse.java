package dev.chainrule.dataset;

import java.util.UUID;

/** Somebody who works with datasets and can say which must not be deleted now. */
public interface DatasetUse {

    boolean isInUse(UUID datasetId);
}
