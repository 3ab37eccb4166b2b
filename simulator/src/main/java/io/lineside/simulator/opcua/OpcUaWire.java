package io.lineside.simulator.opcua;

import io.lineside.simulator.behaviour.Switch;
import io.lineside.simulator.line.LineRuntime;
import io.lineside.simulator.line.LineWire;
import io.lineside.simulator.line.UnreliableReports;
import io.lineside.simulator.plant.SecuritySpec;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;

/**
 * The OPC UA server of one line: OPC 10031-4 V2 on loopback, secured as the plan says. A test tool for trusted
 * machines: Milo's server must not face a network.
 */
public final class OpcUaWire implements LineWire {
    private static final String MACHINERY_JOBS = "http://opcfoundation.org/UA/Machinery/Jobs/";

    private final LineServer server;
    private final LineNamespace line;
    private final TypeNamespace types;
    private final StatusEvents events;

    private OpcUaWire(LineServer server, TypeNamespace types, LineNamespace line, StatusEvents events) {
        this.server = server;
        this.types = types;
        this.line = line;
        this.events = events;
    }

    /**
     * Starts the server; it is ready when this returns. A port that another program holds is refused with a
     * {@link io.lineside.simulator.line.PortTakenException}.
     */
    public static OpcUaWire start(LineRuntime runtime, int port, Optional<SecuritySpec> security) {
        LineServer server = LineServer.of(runtime, port, security);
        TypeNamespace types = new TypeNamespace(server.server());
        LineNamespace line = new LineNamespace(server.server(), types.getNamespaceIndex(), runtime);
        types.startup();
        line.startup();
        if (runtime.switches().current().is(Switch.MACHINERY_JOBS)) {
            // After the others, so that their indexes are the same with and without it.
            server.server().getNamespaceTable().add(MACHINERY_JOBS);
        }
        server.start();
        StatusEvents events = new StatusEvents(server.server(), line, types.getNamespaceIndex(), runtime);
        UnreliableReports.begin(runtime, events);
        return new OpcUaWire(server, types, line, events);
    }

    @Override
    public String endpoint() {
        return server.endpoint();
    }

    /** The server behind the wire, to look at it from inside. */
    OpcUaServer server() {
        return server.server();
    }

    @Override
    public void stop() {
        // A job may still go on while the nodes are taken down.
        events.close();
        server.stop();
        line.shutdown();
        types.shutdown();
    }

    @Override
    public void crash() {
        // OPC UA has no goodbye from a server, so that a stop looks no different from the outside.
        stop();
    }
}
