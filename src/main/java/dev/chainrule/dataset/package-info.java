/** Datasets: upload, types of columns, statistics, storage in chunks, reading row by row. */
@NullMarked
package dev.chainrule.dataset;

import org.jspecify.annotations.NullMarked;
