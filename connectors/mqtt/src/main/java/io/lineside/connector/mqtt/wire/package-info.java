/** The JSON of the line protocol: job orders written, job responses, answers and line status read. */
@NullMarked
package io.lineside.connector.mqtt.wire;

import org.jspecify.annotations.NullMarked;
