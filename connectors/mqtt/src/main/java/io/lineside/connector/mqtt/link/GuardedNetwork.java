package io.lineside.connector.mqtt.link;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.eclipse.paho.mqttv5.client.internal.NetworkModule;
import org.eclipse.paho.mqttv5.common.MqttException;

/** Paho's own network beneath a connection, guarded while it starts. Confined to Paho's threads. */
final class GuardedNetwork implements NetworkModule {
    private static final int BUFFER = 8_192;

    private final NetworkModule network;
    private final Startup startup;

    GuardedNetwork(NetworkModule network, Startup startup) {
        this.network = network;
        this.startup = startup;
    }

    @Override
    public void start() throws IOException, MqttException {
        network.start();
    }

    /** Buffered, because Paho reads the head of each packet byte by byte. */
    @Override
    public InputStream getInputStream() throws IOException {
        return new BufferedInputStream(startup.guard(network.getInputStream()), BUFFER);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return startup.guard(network.getOutputStream());
    }

    @Override
    public void stop() throws IOException {
        startup.failed();
        network.stop();
    }

    @Override
    public String getServerURI() {
        return network.getServerURI();
    }
}
