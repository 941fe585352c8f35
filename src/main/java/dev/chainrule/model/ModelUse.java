package dev.chainrule.model;

import java.util.UUID;

/** Somebody who works with models and can say which version must not be deleted now. */
public interface ModelUse {

    boolean isInUse(UUID modelId);
}
