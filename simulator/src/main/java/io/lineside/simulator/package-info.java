/** A plant of simulated production lines on real wires, as a program and as a library for tests. */
@NullMarked
package io.lineside.simulator;

import org.jspecify.annotations.NullMarked;
