package io.lineside.connector.mqtt;

import io.lineside.connector.testkit.LineConnectorContract;
import io.lineside.connector.testkit.LineRig;
import io.lineside.simulator.broker.Broker;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract against a simulated line on the simulator's own broker (Artemis). */
@SuppressWarnings("NullAway.Init") // JUnit runs the set-up before every test.
class MqttConnectorContractTest extends LineConnectorContract {
    private static Broker broker;

    @BeforeAll
    static void startBroker(@TempDir Path folder) {
        broker = Broker.start(0, folder);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Override
    protected LineRig startLine() {
        return new SimulatedLineRig("tcp://127.0.0.1:" + broker.port());
    }
}
