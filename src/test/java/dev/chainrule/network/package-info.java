/** Tests of the network definitions. */
@NullMarked
package dev.chainrule.network;

import org.jspecify.annotations.NullMarked;
