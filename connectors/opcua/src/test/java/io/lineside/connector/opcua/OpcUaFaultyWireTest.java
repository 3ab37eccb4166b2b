package io.lineside.connector.opcua;

import io.lineside.connector.testkit.FaultyWire;
import io.lineside.connector.testkit.FaultyWireContract;
import io.lineside.connector.testkit.LineRig;
import io.lineside.simulator.proxy.FaultProxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** OPC UA job control over a bad wire to the simulator's line. */
final class OpcUaFaultyWireTest extends FaultyWireContract {
    @TempDir
    private Path folder;

    @Override
    protected LineRig startLine() {
        return new SimulatedOpcUaLine(folder);
    }

    @Override
    protected FaultyWire wireTo(LineRig line) {
        URI server = URI.create(line.connection().getOrDefault("endpoint", ""));
        FaultProxy proxy = FaultProxy.to(server.getPort());
        Map<String, String> connection = new HashMap<>(line.connection());
        connection.put("endpoint", "opc.tcp://127.0.0.1:" + proxy.port() + server.getPath());
        // Two request timeouts of a second.
        return new FaultyWire(connection, Duration.ofSeconds(2), proxy::set, proxy::reset, proxy::heal, proxy::close);
    }
}
