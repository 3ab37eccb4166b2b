package io.lineside.simulator.mqtt;

import org.jspecify.annotations.Nullable;

/**
 * One message from the broker.
 *
 * @param expirySeconds seconds from its arrival after which it must not be acted on; null for never
 * @param acknowledge tells the broker that it is dealt with
 */
record Incoming(
        String body,
        @Nullable String responseTopic,
        @Nullable Bytes correlation,
        @Nullable Long expirySeconds,
        Runnable acknowledge) {}
