package io.lineside.connector.mqtt;

import static org.awaitility.Awaitility.await;

import io.lineside.connector.testkit.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The Mosquitto that the system property {@value #PROGRAM} names, as a process of its own, with persistence, so that
 * sessions outlive a restart. Without the property its tests are left out; with it, a missing program fails them.
 */
public final class MosquittoBroker implements BrokerRig {
    /** Names the program. */
    public static final String PROGRAM = "lineside.test.mosquitto";
    /** Of every user of a guarded broker. */
    static final String PASSWORD = "only-a-test";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final int port;
    private final int openPort;
    private final Path folder;
    private @Nullable Process process;

    /** One that everybody may use. */
    public MosquittoBroker(Path folder) throws IOException {
        this(folder, Ports.next(), Ports.next());
        configure("allow_anonymous true", true);
    }

    private MosquittoBroker(Path folder, int port, int openPort) {
        this.folder = folder;
        this.port = port;
        this.openPort = openPort;
    }

    /** One that forgets everything when it is killed, or next to nothing. */
    static MosquittoBroker withMemory(Path folder, boolean persistence) throws IOException {
        var broker = new MosquittoBroker(folder, Ports.next(), Ports.next());
        broker.configure("allow_anonymous true", persistence);
        return broker;
    }

    /** One that lets in these users alone, and lets them do what an access list says. */
    static MosquittoBroker guarded(Path folder, Path accessList, String... users)
            throws IOException, InterruptedException {
        var broker = new MosquittoBroker(folder, Ports.next(), Ports.next());
        Path passwords = Files.writeString(folder.resolve("passwords"), "");
        for (String user : users) {
            int code = new ProcessBuilder("mosquitto_passwd", "-b", passwords.toString(), user, PASSWORD)
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("mosquitto_passwd ended with " + code);
            }
        }
        broker.configure(
                "allow_anonymous false\npassword_file " + passwords + "\nacl_file " + accessList.toAbsolutePath(),
                true);
        return broker;
    }

    private void configure(String access, boolean persistence) throws IOException {
        Files.writeString(
                folder.resolve("mosquitto.conf"),
                """
                per_listener_settings true
                user root
                persistence %s
                persistence_location %s/
                autosave_interval 1
                max_queued_messages 100000
                max_topic_alias 0
                set_tcp_nodelay true
                log_type error
                listener %d 127.0.0.1
                %s
                listener %d 127.0.0.1
                allow_anonymous true
                """
                        .formatted(persistence, folder, port, access, openPort));
    }

    @Override
    public String uri() {
        return "tcp://127.0.0.1:" + port;
    }

    /** The same broker by a door that everybody may use. */
    String openUri() {
        return "tcp://127.0.0.1:" + openPort;
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
        await().atMost(PATIENCE).until(this::listens);
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
            await().atMost(PATIENCE).until(() -> !running.isAlive());
        }
    }

    /** Waits until it has written down, once more, all that it holds. */
    void awaitSaved() {
        Path saved = folder.resolve("mosquitto.db");
        FileTime before = writtenAt(saved);
        await().atMost(PATIENCE).until(() -> writtenAt(saved).compareTo(before) > 0);
    }

    private static FileTime writtenAt(Path file) {
        try {
            return Files.exists(file) ? Files.getLastModifiedTime(file) : FileTime.fromMillis(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as a power cut would. */
    void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            await().atMost(PATIENCE).until(() -> !running.isAlive());
        }
    }

    @Override
    public void close() {
        stop();
    }
}
