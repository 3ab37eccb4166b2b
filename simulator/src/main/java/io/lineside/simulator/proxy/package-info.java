/** A TCP wire between a gateway and a line or broker that can be made slow, cut, or silent. */
@NullMarked
package io.lineside.simulator.proxy;

import org.jspecify.annotations.NullMarked;
