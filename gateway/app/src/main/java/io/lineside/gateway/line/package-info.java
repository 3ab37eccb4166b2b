/** The Camel component {@code line:} and the links behind it: one way to command and hear any line. */
@NullMarked
package io.lineside.gateway.line;

import org.jspecify.annotations.NullMarked;
