/** Orders that come by MQTT topics, with replies. */
@NullMarked
package io.lineside.connector.mqtt.order;

import org.jspecify.annotations.NullMarked;
