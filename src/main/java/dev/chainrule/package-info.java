@NullMarked
package dev.chainrule;

import org.jspecify.annotations.NullMarked;
