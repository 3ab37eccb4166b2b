package io.lineside.connector.mqtt;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The Mosquitto that the system property {@value #PROGRAM} names, as a process of its own, with persistence, so that
 * sessions outlive a restart. Without the property its tests are left out; with it, a missing program fails them.
 */
final class MosquittoBroker implements BrokerRig {
    static final String PROGRAM = "lineside.test.mosquitto";

    private final int port;
    private final Path folder;
    private @Nullable Process process;

    MosquittoBroker(Path folder) throws IOException {
        this.folder = folder;
        port = HiveMqBroker.freePort();
        Files.writeString(
                folder.resolve("mosquitto.conf"),
                """
                listener %d 127.0.0.1
                allow_anonymous true
                user root
                persistence true
                persistence_location %s/
                autosave_interval 1
                max_queued_messages 100000
                max_topic_alias 0
                set_tcp_nodelay true
                log_type error
                """
                        .formatted(port, folder));
    }

    @Override
    public String uri() {
        return "tcp://127.0.0.1:" + port;
    }

    @Override
    public void start() {
        try {
            process = new ProcessBuilder(System.getProperty(PROGRAM), "-c", "mosquitto.conf")
                    .directory(folder.toFile())
                    .inheritIO()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(Duration.ofSeconds(5)).until(this::listens);
    }

    private boolean listens() {
        try (var probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void stop() {
        Process running = process;
        if (running != null) {
            running.destroy();
            await().atMost(Duration.ofSeconds(5)).until(() -> !running.isAlive());
        }
    }

    @Override
    public void close() {
        stop();
    }
}
