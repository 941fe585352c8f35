/** What the service chooses where a request names a table and nothing else: an ordinary request, written by one recipe. */
@NullMarked
package dev.chainrule.preset;

import org.jspecify.annotations.NullMarked;
