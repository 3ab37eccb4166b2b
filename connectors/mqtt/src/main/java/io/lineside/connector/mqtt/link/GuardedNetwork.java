package io.lineside.connector.mqtt.link;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import org.eclipse.paho.mqttv5.client.internal.NetworkModule;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/** Paho's own network beneath a connection, guarded while it starts. Confined to Paho's threads. */
final class GuardedNetwork implements NetworkModule {
    private static final int BUFFER = 8_192;

    private final NetworkModule network;
    private final Startup startup;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;

    GuardedNetwork(NetworkModule network, Startup startup) {
        this.network = network;
        this.startup = startup;
    }

    /**
     * Takes both streams before anybody reads: Paho reads first and asks for the other one then, and where the broker's alert of
     * TLS was read by that time, "Socket is closed" would be all that is told.
     */
    @Override
    public void start() throws IOException, MqttException {
        network.start();
        // Buffered, because Paho reads the head of each packet byte by byte.
        in = new BufferedInputStream(startup.guard(network.getInputStream()), BUFFER);
        out = startup.guard(network.getOutputStream());
    }

    @Override
    public InputStream getInputStream() {
        return Objects.requireNonNull(in, "not started");
    }

    @Override
    public OutputStream getOutputStream() {
        return Objects.requireNonNull(out, "not started");
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
