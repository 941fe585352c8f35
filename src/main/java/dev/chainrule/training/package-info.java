/** Training jobs: requests, plans, the queue, runs, history. */
@NullMarked
package dev.chainrule.training;

import org.jspecify.annotations.NullMarked;
