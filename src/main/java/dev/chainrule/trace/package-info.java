/** Backpropagation step by step, with every number: nothing is stored. Computed by {@code engine.reference}. */
@NullMarked
package dev.chainrule.trace;

import org.jspecify.annotations.NullMarked;
