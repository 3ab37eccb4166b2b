/** The gateway program: one class wires the parts, each of which has a package of its own. */
@NullMarked
package io.lineside.gateway;

import org.jspecify.annotations.NullMarked;
