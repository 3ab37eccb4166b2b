package io.lineside.connector.mqtt.link;

import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;

/** Options of one attempt to connect, with its {@link Startup}: the one thing that Paho hands on to the network's makers. */
final class GuardedOptions extends MqttConnectionOptions {
    private final Startup startup;

    GuardedOptions(Startup startup) {
        this.startup = startup;
    }

    Startup startup() {
        return startup;
    }
}
