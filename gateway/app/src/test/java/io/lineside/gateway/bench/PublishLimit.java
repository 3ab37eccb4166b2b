package io.lineside.gateway.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import javax.net.SocketFactory;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/** What Paho can publish with QoS 1 to the broker that the lines use, 1 KB each, with nothing of the gateway between. */
final class PublishLimit {
    private static final int IN_FLIGHT = 16;
    private static final int BYTES = 1024;
    private static final String TOPIC = "bench/raw";

    private final MqttAsyncClient client;

    private PublishLimit(MqttAsyncClient client) {
        this.client = client;
    }

    /** Publishes a second that the broker confirmed, 16 under way, the second half of so many seconds. */
    static double publishesPerSecond(int port, int seconds) throws Exception {
        var client = new MqttAsyncClient("tcp://127.0.0.1:" + port, "bench-raw", new MemoryPersistence());
        var options = new MqttConnectionOptions();
        options.setSocketFactory(new NoDelay());
        client.connect(options).waitForCompletion();
        try {
            var limit = new PublishLimit(client);
            limit.run(seconds);
            return limit.run(seconds);
        } finally {
            client.disconnect().waitForCompletion();
            client.close();
        }
    }

    private double run(int seconds) throws Exception {
        var room = new Semaphore(IN_FLIGHT);
        var confirmed = new LongAdder();
        var failed = new LongAdder();
        var listener = new MqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                confirmed.increment();
                room.release();
            }

            @Override
            public void onFailure(IMqttToken token, Throwable failure) {
                failed.increment();
                room.release();
            }
        };
        byte[] payload = new byte[BYTES];
        long begun = System.nanoTime();
        long end = begun + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            room.acquire();
            client.publish(TOPIC, new MqttMessage(payload, 1, false, null), null, listener);
        }
        double rate = confirmed.sum() * 1e9 / (System.nanoTime() - begun);
        if (failed.sum() > 0) {
            throw new IllegalStateException(failed.sum() + " raw publishes failed");
        }
        return rate;
    }

    /** Paho leaves Nagle's algorithm on, which waits 40 ms for more where there is none. */
    private static final class NoDelay extends SocketFactory {
        @Override
        public Socket createSocket() throws IOException {
            var socket = new Socket();
            socket.setTcpNoDelay(true);
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return createSocket(InetAddress.getByName(host), port);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return createSocket(host, port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            var socket = new Socket(host, port);
            socket.setTcpNoDelay(true);
            return socket;
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return createSocket(host, port);
        }
    }
}
