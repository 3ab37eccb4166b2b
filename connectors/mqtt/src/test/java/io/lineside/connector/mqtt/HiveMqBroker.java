package io.lineside.connector.mqtt;

import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import io.lineside.connector.testkit.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** HiveMQ CE in this process. It refuses publishing and subscribing to topics below {@link #FORBIDDEN}. */
public final class HiveMqBroker implements BrokerRig {
    private static @Nullable HiveMqBroker shared;

    /** Nobody may use topics that start so. */
    public static final String FORBIDDEN = "forbidden/";

    private final int port;
    private final int tlsPort;
    private final int mutualTlsPort;
    private final TestCertificates certificates;
    private final Path config;
    private final Path data;
    private final Path extensions;
    private @Nullable EmbeddedHiveMQ broker;

    /** The one broker of this JVM, which ends with it: starting takes seconds. */
    public static synchronized HiveMqBroker shared() {
        HiveMqBroker running = shared;
        if (running == null) {
            running = new HiveMqBroker();
            running.start();
            shared = running;
        }
        return running;
    }

    private HiveMqBroker() {
        try {
            Path folder = Folders.temporary("lineside-hivemq");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.delete(folder)));
            port = Ports.next();
            tlsPort = Ports.next();
            mutualTlsPort = Ports.next();
            certificates = new TestCertificates(folder);
            config = Files.createDirectories(folder.resolve("conf"));
            data = Files.createDirectories(folder.resolve("data"));
            extensions = Files.createDirectories(folder.resolve("extensions"));
            Files.writeString(config.resolve("config.xml"), configuration());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String configuration() {
        return """
                <?xml version="1.0"?>
                <hivemq>
                  <listeners>
                    <tcp-listener><port>%d</port><bind-address>127.0.0.1</bind-address></tcp-listener>
                    %s
                    %s
                  </listeners>
                  <mqtt>
                    <queued-messages><max-queue-size>100000</max-queue-size></queued-messages>
                    <receive-maximum><server-receive-maximum>10</server-receive-maximum></receive-maximum>
                  </mqtt>
                  <persistence><mode>in-memory</mode></persistence>
                  <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                </hivemq>
                """
                .formatted(port, tlsListener(tlsPort, "NONE"), tlsListener(mutualTlsPort, "REQUIRED"));
    }

    private String tlsListener(int listenerPort, String clientCertificate) {
        return """
                <tls-tcp-listener><port>%d</port><bind-address>127.0.0.1</bind-address><tls>
                  <keystore>
                    <path>%s</path><password>%s</password><private-key-password>%s</private-key-password>
                  </keystore>
                  <truststore><path>%s</path><password>%s</password></truststore>
                  <client-authentication-mode>%s</client-authentication-mode>
                </tls></tls-tcp-listener>
                """
                .formatted(
                        listenerPort,
                        certificates.file("broker.jks"),
                        TestCertificates.PASSWORD,
                        TestCertificates.PASSWORD,
                        certificates.file("clients.jks"),
                        TestCertificates.PASSWORD,
                        clientCertificate);
    }

    /** The same broker over TLS, under a name of this machine; its certificate is for localhost alone. */
    String tlsUri(String host) {
        return "ssl://" + host + ":" + tlsPort;
    }

    /** The same broker over TLS with a certificate of the client. */
    public String mutualTlsUri() {
        return "ssl://localhost:" + mutualTlsPort;
    }

    public TestCertificates certificates() {
        return certificates;
    }

    @Override
    public String uri() {
        return "tcp://127.0.0.1:" + port;
    }

    @Override
    public void start() {
        broker = EmbeddedHiveMQ.builder()
                .withConfigurationFolder(config)
                .withDataFolder(data)
                .withExtensionsFolder(extensions)
                .withEmbeddedExtension(EmbeddedExtension.builder()
                        .withId("door")
                        .withName("door")
                        .withVersion("1")
                        .withExtensionMain(new Door())
                        .build())
                .withoutLoggingBootstrap()
                .build();
        broker.start().join();
    }

    @Override
    public void stop() {
        EmbeddedHiveMQ running = broker;
        if (running != null) {
            broker = null;
            running.stop().join();
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** Lets everybody in, but not everywhere. */
    private static final class Door implements ExtensionMain {
        @Override
        public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
            SimpleAuthenticator everybody = (in, out) -> out.authenticateSuccessfully();
            Services.securityRegistry().setAuthenticatorProvider(in -> everybody);
            Services.securityRegistry().setAuthorizerProvider(in -> new Rules());
        }

        @Override
        public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {}
    }
}
