package io.lineside.simulator.broker;

import io.lineside.simulator.line.LoopbackPort;
import java.nio.file.Path;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * An MQTT 5 broker on 127.0.0.1, without security, inside this process.
 *
 * <p>Everything it holds is in memory: retained messages and sessions outlast a client's reconnect, but not the
 * broker. A journal would make every message wait for the disk and prove nothing, because lines and gateways must
 * cope with a broker that lost all it had.
 *
 * <p>Thread-safe.
 */
public final class Broker implements AutoCloseable {
    private static final String SETTING = "broker.port";
    private static final int MAX_PACKET = 1_048_576;
    private static final int RECEIVE_MAXIMUM = 1_000;
    private static final int THREADS = 8;
    private static final int UNLIMITED = -1;

    private final EmbeddedActiveMQ server;
    private final int port;

    private Broker(EmbeddedActiveMQ server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a broker; it takes connections when this returns.
     *
     * @param port 0 for a free one; a taken one is refused with {@link io.lineside.simulator.line.PortTakenException}
     * @param dataDir where the broker may put working files; it keeps nothing there
     */
    public static Broker start(int port, Path dataDir) {
        // Artemis only logs a port that it cannot bind.
        int free = LoopbackPort.claim(port, SETTING);
        EmbeddedActiveMQ server = new EmbeddedActiveMQ();
        try {
            server.setConfiguration(configuration(free, dataDir.resolve("broker")));
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("broker: cannot be started on port " + free, e);
        }
        return new Broker(server, free);
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("broker: cannot be stopped", e);
        }
    }

    private static ConfigurationImpl configuration(int port, Path folder) throws Exception {
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setName("lineside-simulator");
        configuration.setPersistenceEnabled(false);
        configuration.setSecurityEnabled(false);
        configuration.setJMXManagementEnabled(false);
        configuration.setMaxDiskUsage(UNLIMITED);
        configuration.setThreadPoolMaxSize(THREADS);
        configuration.setScheduledThreadPoolMaxSize(2);
        configuration.setPagingDirectory(folder.resolve("paging").toString());
        configuration.setJournalDirectory(folder.resolve("journal").toString());
        configuration.setBindingsDirectory(folder.resolve("bindings").toString());
        configuration.setLargeMessagesDirectory(folder.resolve("large").toString());
        configuration.addAddressSetting("#", addresses());
        // Clients get no topic aliases: Paho reuses them across connections and then sends to the wrong topic.
        configuration.addAcceptorConfiguration(
                "mqtt",
                "tcp://" + LoopbackPort.HOST + ":" + port + "?protocols=MQTT;topicAliasMaximum=0;receiveMaximum="
                        + RECEIVE_MAXIMUM + ";maximumPacketSize=" + MAX_PACKET);
        return configuration;
    }

    private static AddressSettings addresses() {
        AddressSettings settings = new AddressSettings();
        settings.setMaxSizeBytes(UNLIMITED);
        settings.setAddressFullMessagePolicy(AddressFullMessagePolicy.BLOCK);
        settings.setMaxDeliveryAttempts(UNLIMITED);
        // Nobody listens there, so that such messages are dropped; without them Artemis warns of every queue.
        settings.setDeadLetterAddress(SimpleString.of("dropped"));
        settings.setExpiryAddress(SimpleString.of("dropped"));
        return settings;
    }
}
