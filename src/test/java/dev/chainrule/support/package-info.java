@NullMarked
package dev.chainrule.support;

import org.jspecify.annotations.NullMarked;
