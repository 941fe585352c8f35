/** How good and how fast the presets are beside other libraries, on a directory of tables. */
@NullMarked
package dev.chainrule.tables;

import org.jspecify.annotations.NullMarked;
