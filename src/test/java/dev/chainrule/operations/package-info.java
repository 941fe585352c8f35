@NullMarked
package dev.chainrule.operations;

import org.jspecify.annotations.NullMarked;
