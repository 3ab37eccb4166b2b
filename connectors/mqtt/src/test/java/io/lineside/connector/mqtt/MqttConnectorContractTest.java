package io.lineside.connector.mqtt;

import io.lineside.connector.mqtt.spec.WireTap;
import io.lineside.connector.testkit.LineConnectorContract;
import io.lineside.connector.testkit.LineRig;
import io.lineside.simulator.broker.Broker;
import java.nio.file.Path;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract against a simulated line on the simulator's own broker (Artemis). What connector and simulator put on
 * the wire meanwhile is held against the written protocol.
 */
@SuppressWarnings("NullAway.Init") // JUnit runs the set-up before every test.
class MqttConnectorContractTest extends LineConnectorContract {
    private static final int WHOLE_CONTRACT = 20;

    private static Broker broker;
    private static WireTap tap;
    private static int tests;

    @BeforeAll
    static void startBroker(@TempDir Path folder) throws MqttException {
        broker = Broker.start(0, folder);
        tap = WireTap.atArtemis("tcp://127.0.0.1:" + broker.port());
    }

    @BeforeEach
    void count() {
        tests++;
    }

    @AfterAll
    static void holdAgainstTheProtocol() throws MqttException {
        try (WireTap ending = tap) {
            ending.assertEveryMessageIsProper();
            if (tests >= WHOLE_CONTRACT) { // not when a single test is run
                ending.assertEverythingWasSaid();
            }
        } finally {
            broker.close();
        }
    }

    @Override
    protected LineRig startLine() {
        return new SimulatedLineRig("tcp://127.0.0.1:" + broker.port());
    }
}
