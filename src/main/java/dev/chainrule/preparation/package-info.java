/** From raw rows to what a network takes, and back: learned on the training rows, stored with the model. */
@NullMarked
package dev.chainrule.preparation;

import org.jspecify.annotations.NullMarked;
