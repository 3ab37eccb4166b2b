package io.lineside.connector.opcua;

import io.lineside.connector.testkit.LineConnectorContract;
import io.lineside.connector.testkit.LineRig;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every connector must do, against the simulator's OPC UA server in mode SignAndEncrypt, when {@code
 * lineside.test.secured} is set: gateway and line introduce each other anew in every test, which takes most of a minute.
 */
@EnabledIfSystemProperty(named = "lineside.test.secured", matches = "true")
@SuppressWarnings("NullAway.Init") // JUnit sets the folder before every test.
final class OpcUaConnectorContractSecuredTest extends LineConnectorContract {
    @TempDir
    private Path folder;

    @Override
    protected LineRig startLine() {
        return SimulatedOpcUaLine.secured(folder);
    }
}
