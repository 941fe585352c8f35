package dev.chainrule.model;

import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.NetworkSpec;
import org.jspecify.annotations.Nullable;

/**
 * What some members of a model have in common.
 *
 * @param name null where there is but one
 * @param network resolved
 * @param loss that it was trained by
 */
public record Expert(@Nullable String name, NetworkSpec network, Loss loss) {}
