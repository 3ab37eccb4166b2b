package io.lineside.simulator.mqtt;

import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;

/** What a line brings to its link. */
interface LinkListener {
    /** How to connect; asked anew for every attempt. */
    MqttConnectionOptions options();

    /** The topic to subscribe to, QoS 1. */
    String subscription();

    /** The link is connected and subscribed; called on the link's thread. */
    void connected();

    /**
     * A message came in; called on a thread of Paho's that must not wait.
     *
     * @return what to do with it, run on the link's thread and never before {@link #connected()}
     */
    Runnable arrived(Incoming message);
}
