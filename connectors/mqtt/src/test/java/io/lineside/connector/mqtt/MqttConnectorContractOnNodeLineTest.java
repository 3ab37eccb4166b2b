package io.lineside.connector.mqtt;

import io.lineside.connector.mqtt.spec.WireTap;
import io.lineside.connector.testkit.LineConnectorContract;
import io.lineside.connector.testkit.LineRig;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The contract against a line in JavaScript that knows nothing but the page of the line protocol, on Mosquitto. */
@SuppressWarnings("NullAway.Init") // JUnit runs the set-up before every test.
@EnabledIfSystemProperty(named = MosquittoBroker.PROGRAM, matches = ".+")
@EnabledIfSystemProperty(named = NodeLineRig.PROGRAMS, matches = ".+")
class MqttConnectorContractOnNodeLineTest extends LineConnectorContract {
    private static MosquittoBroker broker;
    private static WireTap tap;

    @BeforeAll
    static void startBroker(@TempDir Path folder) throws Exception {
        broker = new MosquittoBroker(folder);
        broker.start();
        tap = WireTap.at(broker.uri());
    }

    @AfterAll
    static void holdAgainstTheProtocol() throws Exception {
        try (WireTap ending = tap) {
            ending.assertEveryMessageIsProper();
        } finally {
            broker.close();
        }
    }

    @Override
    protected LineRig startLine() {
        return new NodeLineRig(broker.uri());
    }
}
