/** One connection to an MQTT 5 broker that looks after itself: it reconnects, resubscribes and counts what it may send. */
@NullMarked
package io.lineside.connector.mqtt.link;

import org.jspecify.annotations.NullMarked;
