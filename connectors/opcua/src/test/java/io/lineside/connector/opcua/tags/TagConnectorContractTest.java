package io.lineside.connector.opcua.tags;

import io.lineside.connector.testkit.LineConnectorContract;
import io.lineside.connector.testkit.LineRig;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** What every connector must do, by tag handshake with the simulator's PLC. */
@SuppressWarnings("NullAway.Init") // JUnit sets the folder before every test.
final class TagConnectorContractTest extends LineConnectorContract {
    @TempDir
    private Path folder;

    @Override
    protected LineRig startLine() {
        return new SimulatedPlc(folder);
    }
}
