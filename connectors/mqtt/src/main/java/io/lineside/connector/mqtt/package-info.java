/** Lines that take job orders as JSON over MQTT 5, in the unified namespace (protocol word {@code mqtt-uns}). */
@NullMarked
package io.lineside.connector.mqtt;

import org.jspecify.annotations.NullMarked;
