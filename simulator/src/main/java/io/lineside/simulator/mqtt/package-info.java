/** A line that takes job orders over MQTT 5; the only package that knows Paho. */
@NullMarked
package io.lineside.simulator.mqtt;

import org.jspecify.annotations.NullMarked;
