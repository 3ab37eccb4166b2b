/** Holds the written line protocol against what is really on the wire. */
@NullMarked
package io.lineside.connector.mqtt.spec;

import org.jspecify.annotations.NullMarked;
