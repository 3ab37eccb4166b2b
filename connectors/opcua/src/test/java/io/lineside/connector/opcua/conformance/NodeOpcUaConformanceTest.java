package io.lineside.connector.opcua.conformance;

import io.lineside.connector.opcua.NodeOpcUaLine;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The suite against a machine on another OPC UA stack. */
@EnabledIfSystemProperty(named = NodeOpcUaLine.PROGRAMS, matches = ".+")
final class NodeOpcUaConformanceTest extends ConformanceSuite {
    @Override
    ConformancePeer start(Path folder) {
        return new NodeOpcUaPeer(folder);
    }
}
