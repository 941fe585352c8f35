@NullMarked
package dev.chainrule.preparation;

import org.jspecify.annotations.NullMarked;
