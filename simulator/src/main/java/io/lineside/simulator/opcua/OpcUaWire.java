package io.lineside.simulator.opcua;

import io.lineside.simulator.line.LineRuntime;
import io.lineside.simulator.line.LineWire;
import io.lineside.simulator.line.LoopbackPort;
import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.milo.opcua.sdk.server.EndpointConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.stack.core.security.DefaultCertificateManager;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.transport.TransportProfile;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.structured.BuildInfo;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransport;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransportConfig;

/**
 * The OPC UA server of one line: OPC 10031-4 V2 on loopback, security None, anonymous. A test tool for trusted
 * machines: Milo's server must not face a network.
 */
public final class OpcUaWire implements LineWire {
    private static final String PRODUCT = "urn:lineside:simulator";

    private final String endpoint;
    private final OpcUaServer server;
    private final LineNamespace line;
    private final TypeNamespace types;

    private OpcUaWire(LineRuntime runtime, int port) {
        String path = "/" + runtime.spec().id();
        endpoint = "opc.tcp://" + LoopbackPort.HOST + ":" + port + path;
        server = new OpcUaServer(
                config(runtime.spec().id(), endpoints(port, path)),
                profile -> new OpcTcpServerTransport(
                        OpcTcpServerTransportConfig.newBuilder().build()));
        types = new TypeNamespace(server);
        line = new LineNamespace(server, types.getNamespaceIndex(), runtime);
    }

    /**
     * Starts the server; it is ready when this returns. A port that another program holds is refused with a
     * {@link io.lineside.simulator.line.PortTakenException}.
     */
    public static OpcUaWire start(LineRuntime runtime, int port) {
        // Milo only logs a port that it cannot bind.
        LoopbackPort.claim(port, "lines." + runtime.spec().id() + ".port");
        OpcUaWire wire = new OpcUaWire(runtime, port);
        wire.types.startup();
        wire.line.startup();
        wire.server.startup().join();
        StatusEvents events = new StatusEvents(wire.server, wire.line, wire.types.getNamespaceIndex(), runtime.clock());
        runtime.jobs().listen(events);
        return wire;
    }

    @Override
    public String endpoint() {
        return endpoint;
    }

    @Override
    public void stop() {
        // Sockets first: a client that sees its session closed by the server would take that for an answer.
        server.shutdown().join();
        for (Session session : server.getSessionManager().getAllSessions()) {
            server.getSessionManager().killSession(session.getSessionId(), true);
        }
        line.shutdown();
        types.shutdown();
    }

    @Override
    public void crash() {
        // OPC UA has no goodbye from a server, so that a stop looks no different from the outside.
        stop();
    }

    private static OpcUaServerConfig config(String lineId, Set<EndpointConfig> endpoints) {
        return OpcUaServerConfig.builder()
                .setApplicationUri(PRODUCT + ":" + lineId)
                .setApplicationName(LocalizedText.english("Lineside simulator, line " + lineId))
                .setProductUri(PRODUCT)
                .setBuildInfo(new BuildInfo(
                        PRODUCT, "Lineside", "Lineside simulator", OpcUaServer.SDK_VERSION, "", DateTime.now()))
                .setCertificateManager(new DefaultCertificateManager(new MemoryCertificateQuarantine()))
                .setEndpoints(endpoints)
                .build();
    }

    private static Set<EndpointConfig> endpoints(int port, String path) {
        Set<EndpointConfig> endpoints = new LinkedHashSet<>();
        endpoints.add(endpoint(port, path));
        endpoints.add(endpoint(port, path + "/discovery"));
        return endpoints;
    }

    private static EndpointConfig endpoint(int port, String path) {
        return EndpointConfig.newBuilder()
                .setTransportProfile(TransportProfile.TCP_UASC_UABINARY)
                .setBindAddress(LoopbackPort.HOST)
                .setBindPort(port)
                .setHostname(LoopbackPort.HOST)
                .setPath(path)
                .setSecurityPolicy(SecurityPolicy.None)
                .setSecurityMode(MessageSecurityMode.None)
                .addTokenPolicy(OpcUaServerConfig.USER_TOKEN_POLICY_ANONYMOUS)
                .build();
    }
}
