/**
 * The training engine: feed-forward networks, backpropagation, optimizers. Knows only the JDK.
 *
 * <p>The same spec, samples and seed give the same bits: with or without the vector unit, and after any interruption and resume.
 */
package dev.chainrule.engine;
