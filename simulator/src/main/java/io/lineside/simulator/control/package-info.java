/** The loopback HTTP door to look at the plant and to disturb it. */
@NullMarked
package io.lineside.simulator.control;

import org.jspecify.annotations.NullMarked;
