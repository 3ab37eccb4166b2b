/** How a simulated line departs from a faultless one: switches of the plant file, the control port and scenarios. */
@NullMarked
package io.lineside.simulator.behaviour;

import org.jspecify.annotations.NullMarked;
