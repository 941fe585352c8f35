/** How the service is, for those who run it: what {@code /actuator/health} tells besides the queue, which speaks for itself. */
@NullMarked
package dev.chainrule.operations;

import org.jspecify.annotations.NullMarked;
