/**
 * The engine's mathematics once more, as plainly as it can be written: double precision, nested loops, any batch. It shares no
 * computing code with the engine, only the specifications that say what is meant, and so can judge it: the oracle of the
 * engine's tests, the gradient check, and what traces are computed with.
 */
package dev.chainrule.engine.reference;
