/** Network definitions: what a client writes, how it is read, checked, stored and shown. */
@NullMarked
package dev.chainrule.network;

import org.jspecify.annotations.NullMarked;
