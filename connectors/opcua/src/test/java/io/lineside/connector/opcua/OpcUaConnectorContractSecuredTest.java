package io.lineside.connector.opcua;

import io.lineside.connector.testkit.LineConnectorContract;
import io.lineside.connector.testkit.LineRig;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** What every connector must do, against the simulator's OPC UA server in mode SignAndEncrypt. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder before every test.
final class OpcUaConnectorContractSecuredTest extends LineConnectorContract {
    @TempDir
    private Path folder;

    @Override
    protected LineRig startLine() {
        return SimulatedOpcUaLine.secured(folder);
    }
}
