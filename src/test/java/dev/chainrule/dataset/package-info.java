@NullMarked
package dev.chainrule.dataset;

import org.jspecify.annotations.NullMarked;
