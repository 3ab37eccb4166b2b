/** The demonstration: a simulated plant, a gateway and sample orders, each a real process on real sockets. */
@NullMarked
package io.lineside.gateway.demo;

import org.jspecify.annotations.NullMarked;
