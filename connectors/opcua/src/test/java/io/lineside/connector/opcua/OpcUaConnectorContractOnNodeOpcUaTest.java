package io.lineside.connector.opcua;

import io.lineside.connector.testkit.LineConnectorContract;
import io.lineside.connector.testkit.LineRig;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What every connector must do, against a machine on another OPC UA stack. */
@EnabledIfSystemProperty(named = NodeOpcUaLine.PROGRAMS, matches = ".+")
@SuppressWarnings("NullAway.Init") // JUnit sets the folder before every test.
final class OpcUaConnectorContractOnNodeOpcUaTest extends LineConnectorContract {
    @TempDir
    private Path folder;

    @Override
    protected LineRig startLine() {
        return new NodeOpcUaLine(folder, "None", Map.of("insecure", "true"));
    }
}
