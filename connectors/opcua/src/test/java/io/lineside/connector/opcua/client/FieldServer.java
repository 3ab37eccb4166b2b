package io.lineside.connector.opcua.client;

import io.lineside.connector.testkit.Ports;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.milo.opcua.sdk.server.EndpointConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfigLimits;
import org.eclipse.milo.opcua.sdk.server.identity.AnonymousIdentityValidator;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.security.CertificateStore;
import org.eclipse.milo.opcua.stack.core.security.DefaultApplicationGroup;
import org.eclipse.milo.opcua.stack.core.security.DefaultCertificateManager;
import org.eclipse.milo.opcua.stack.core.security.DefaultServerCertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateStore;
import org.eclipse.milo.opcua.stack.core.security.MemoryTrustListManager;
import org.eclipse.milo.opcua.stack.core.security.RsaSha256CertificateFactory;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.transport.TransportProfile;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateBuilder;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateGenerator;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransport;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransportConfig;

/** A Milo server on loopback that can be stopped and started again on the same port, with nodes of a test's choice. */
public final class FieldServer<N extends FieldNodes> implements AutoCloseable {
    private static final String URI = "urn:field:server";
    /** Small on purpose: whoever asks for more has to do it in parts. */
    private static final int NODES_PER_READ = 10;

    private final int port = Ports.next();
    private final boolean secured;
    private final Function<OpcUaServer, N> nodesOf;
    private final KeyPair keys;
    private final X509Certificate certificate;
    private final MemoryTrustListManager trust = new MemoryTrustListManager();
    private final MemoryCertificateQuarantine quarantine = new MemoryCertificateQuarantine();
    private OpcUaServer server;
    private N nodes;

    private FieldServer(boolean secured, Function<OpcUaServer, N> nodesOf) {
        this.secured = secured;
        this.nodesOf = nodesOf;
        try {
            keys = SelfSignedCertificateGenerator.generateRsaKeyPair(2048);
            certificate = new SelfSignedCertificateBuilder(keys)
                    .setCommonName("field server")
                    .setApplicationUri(URI)
                    .addIpAddress("127.0.0.1")
                    .build();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        server = newServer();
        nodes = nodesOf.apply(server);
        run();
    }

    /** Security policy None only. */
    public static <N extends FieldNodes> FieldServer<N> unsecured(Function<OpcUaServer, N> nodes) {
        return new FieldServer<>(false, nodes);
    }

    /** Basic256Sha256 with SignAndEncrypt only. */
    public static <N extends FieldNodes> FieldServer<N> secured(Function<OpcUaServer, N> nodes) {
        return new FieldServer<>(true, nodes);
    }

    /** Where it listens. */
    public String endpoint() {
        return "opc.tcp://127.0.0.1:" + port + "/field";
    }

    /** The nodes of the server as it runs now. */
    public N nodes() {
        return nodes;
    }

    /** The certificate that it shows. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** Trusts every client that it has rejected so far; false for none. */
    public boolean trustRejected() {
        quarantine.getRejectedCertificates().forEach(trust::addTrustedCertificate);
        return !quarantine.getRejectedCertificates().isEmpty();
    }

    /** How many sessions are open. */
    public int sessions() {
        return server.getSessionManager().getAllSessions().size();
    }

    /** How many subscriptions there are. */
    public int subscriptions() {
        return server.getSubscriptions().size();
    }

    /** Ends all sessions and connections. */
    public void stop() {
        nodes.shutdown();
        server.shutdown().join();
    }

    /** Starts again on the same port with fresh nodes. */
    public void start() {
        server = newServer();
        nodes = nodesOf.apply(server);
        run();
    }

    @Override
    public void close() {
        stop();
    }

    private void run() {
        nodes.startup();
        server.startup().join();
    }

    private OpcUaServer newServer() {
        return new OpcUaServer(
                OpcUaServerConfig.builder()
                        .setApplicationUri(URI)
                        .setApplicationName(LocalizedText.english("field server"))
                        .setCertificateManager(
                                secured
                                        ? new DefaultCertificateManager(quarantine, group())
                                        : new DefaultCertificateManager(quarantine))
                        .setIdentityValidator(AnonymousIdentityValidator.INSTANCE)
                        .setLimits(new OpcUaServerConfigLimits() {
                            @Override
                            public UInteger getMaxNodesPerRead() {
                                return UInteger.valueOf(NODES_PER_READ);
                            }
                        })
                        .setEndpoints(endpoints())
                        .build(),
                profile -> new OpcTcpServerTransport(
                        OpcTcpServerTransportConfig.newBuilder().build()));
    }

    private Set<EndpointConfig> endpoints() {
        EndpointConfig.Builder base = EndpointConfig.newBuilder()
                .setTransportProfile(TransportProfile.TCP_UASC_UABINARY)
                .setBindAddress("127.0.0.1")
                .setBindPort(port)
                .setHostname("127.0.0.1")
                .setPath("/field")
                .addTokenPolicy(OpcUaServerConfig.USER_TOKEN_POLICY_ANONYMOUS);
        var endpoints = new LinkedHashSet<EndpointConfig>();
        if (secured) {
            endpoints.add(base.copy()
                    .setCertificate(certificate)
                    .setSecurityPolicy(SecurityPolicy.Basic256Sha256)
                    .setSecurityMode(MessageSecurityMode.SignAndEncrypt)
                    .build());
        } else {
            endpoints.add(base.setSecurityPolicy(SecurityPolicy.None)
                    .setSecurityMode(MessageSecurityMode.None)
                    .build());
        }
        return endpoints;
    }

    private DefaultApplicationGroup group() {
        try {
            var store = new MemoryCertificateStore();
            store.set(
                    NodeIds.RsaSha256ApplicationCertificateType,
                    new CertificateStore.Entry(keys.getPrivate(), new X509Certificate[] {certificate}));
            return DefaultApplicationGroup.createAndInitialize(
                    trust, store, new Unused(), new DefaultServerCertificateValidator(trust, quarantine));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Unused extends RsaSha256CertificateFactory {
        @Override
        protected X509Certificate[] createRsaSha256CertificateChain(KeyPair pair) {
            throw new UnsupportedOperationException("the store holds a certificate already");
        }
    }
}
