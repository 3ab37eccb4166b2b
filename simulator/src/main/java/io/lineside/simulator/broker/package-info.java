/** The MQTT broker inside the simulator's process; the only package that knows Artemis. */
@NullMarked
package io.lineside.simulator.broker;

import org.jspecify.annotations.NullMarked;
