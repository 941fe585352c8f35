@NullMarked
package dev.chainrule.inference;

import org.jspecify.annotations.NullMarked;
