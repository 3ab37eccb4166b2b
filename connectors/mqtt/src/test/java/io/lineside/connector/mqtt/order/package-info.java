/** Orders by topics, at real brokers. */
@NullMarked
package io.lineside.connector.mqtt.order;

import org.jspecify.annotations.NullMarked;
