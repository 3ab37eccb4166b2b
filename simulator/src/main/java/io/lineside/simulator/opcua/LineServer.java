package io.lineside.simulator.opcua;

import io.lineside.simulator.line.LineRuntime;
import io.lineside.simulator.line.LoopbackPort;
import io.lineside.simulator.opcua.security.LineSecurity;
import io.lineside.simulator.plant.SecuritySpec;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.structured.BuildInfo;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransport;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransportConfig;

/** The OPC UA server of one line without its nodes: address, security, limits and clock. */
public final class LineServer {
    private static final String PRODUCT = "urn:lineside:simulator";

    private final String endpoint;
    private final LineSecurity security;
    private final OpcUaServer server;

    private LineServer(String endpoint, LineSecurity security, OpcUaServer server) {
        this.endpoint = endpoint;
        this.security = security;
        this.server = server;
    }

    /**
     * Makes the server; it listens from {@link #start} on. A port that another program holds is refused with a
     * {@link io.lineside.simulator.line.PortTakenException}.
     */
    public static LineServer of(LineRuntime runtime, int port, Optional<SecuritySpec> spec) {
        String id = runtime.spec().id();
        // Milo only logs a port that it cannot bind.
        LoopbackPort.claimAgain(port, "lines." + id + ".port");
        String path = "/" + id;
        String uri = PRODUCT + ":" + id;
        LineSecurity security = LineSecurity.open(spec, runtime.dataDir().resolve(id + ".pki"), uri, id);
        LineLimits limits = new LineLimits(runtime.switches());
        OpcUaServerConfig config = OpcUaServerConfig.builder()
                .setApplicationUri(uri)
                .setApplicationName(LocalizedText.english("Lineside simulator, line " + id))
                .setProductUri(PRODUCT)
                .setBuildInfo(new BuildInfo(
                        PRODUCT, "Lineside", "Lineside simulator", OpcUaServer.SDK_VERSION, "", DateTime.now()))
                .setCertificateManager(security.certificates())
                .setIdentityValidator(security.users())
                .setEndpoints(security.endpoints(port, path))
                .setLimits(limits)
                .build();
        OpcUaServer server = new OpcUaServer(
                config,
                profile -> new OpcTcpServerTransport(
                        OpcTcpServerTransportConfig.newBuilder().build()));
        new LineClock(runtime).showIn(server);
        runtime.switches().follow(behaviour -> limits.announce(server));
        return new LineServer("opc.tcp://" + LoopbackPort.HOST + ":" + port + path, security, server);
    }

    /** {@code opc.tcp://127.0.0.1:<port>/<lineId>}. */
    public String endpoint() {
        return endpoint;
    }

    /** The server, for the namespaces to register with. */
    public OpcUaServer server() {
        return server;
    }

    /** Listens; ready when this returns. */
    public void start() {
        server.startup().join();
    }

    /** Cuts every socket. OPC UA has no goodbye from a server, so that a stop looks like a crash. */
    public void stop() {
        // Sockets first: a client that sees its session closed by the server would take that for an answer.
        server.shutdown().join();
        for (Session session : server.getSessionManager().getAllSessions()) {
            server.getSessionManager().killSession(session.getSessionId(), true);
        }
        security.close();
    }
}
