package io.lineside.connector.mqtt;

import io.lineside.connector.testkit.LineConnectorContract;
import io.lineside.connector.testkit.LineRig;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract against a simulated line through HiveMQ CE. */
@SuppressWarnings("NullAway.Init") // JUnit runs the set-up before every test.
class MqttConnectorContractOnHiveMqTest extends LineConnectorContract {
    private static HiveMqBroker broker;

    @BeforeAll
    static void startBroker(@TempDir Path folder) {
        broker = new HiveMqBroker(folder);
        broker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Override
    protected LineRig startLine() {
        return SimulatedLineRig.on(broker);
    }
}
