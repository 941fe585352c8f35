@NullMarked
package dev.chainrule.preset;

import org.jspecify.annotations.NullMarked;
