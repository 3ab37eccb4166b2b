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
        return new Wire(FaultProxy.to(server.getPort()), server, line.connection());
    }

    private record Wire(FaultProxy proxy, URI server, Map<String, String> direct) implements FaultyWire {
        @Override
        public Map<String, String> connection() {
            Map<String, String> connection = new HashMap<>(direct);
            connection.put("endpoint", "opc.tcp://127.0.0.1:" + proxy.port() + server.getPath());
            return connection;
        }

        @Override
        public Duration noticedWithin() {
            // Two request timeouts of a second.
            return Duration.ofSeconds(2);
        }

        @Override
        public void swallow(boolean towards, boolean back) {
            proxy.set(Map.of("blackHole", towards && back ? "both" : towards ? "up" : "down"));
        }

        @Override
        public void delay(Duration each) {
            proxy.set(Map.of("delayUp", each, "delayDown", each));
        }

        @Override
        public void limit(int bytesPerSecond) {
            proxy.set(Map.of("bandwidth", bytesPerSecond));
        }

        @Override
        public void reset() {
            proxy.reset();
        }

        @Override
        public void heal() {
            proxy.heal();
        }

        @Override
        public void close() {
            proxy.close();
        }
    }
}
