package io.lineside.connector.mqtt;

import io.lineside.connector.testkit.LineConnectorContract;
import io.lineside.connector.testkit.LineRig;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The contract against a simulated line through the system's Mosquitto, where there is one. */
@SuppressWarnings("NullAway.Init") // JUnit runs the set-up before every test.
@EnabledIf("isInstalled")
class MqttConnectorContractOnMosquittoTest extends LineConnectorContract {
    private static MosquittoBroker broker;

    static boolean isInstalled() {
        return MosquittoBroker.isInstalled();
    }

    @BeforeAll
    static void startBroker(@TempDir Path folder) throws IOException {
        broker = new MosquittoBroker(folder);
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
