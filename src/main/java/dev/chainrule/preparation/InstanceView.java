package dev.chainrule.preparation;

/**
 * How a preparation of a model sees instances.
 *
 * @param cells which kind of cells it has
 * @param numbers how many numbers the cells of a row are
 * @param levels how many levels they are
 * @param writer of the rows
 */
record InstanceView(int cells, int numbers, int levels, RowWriter writer) {}
