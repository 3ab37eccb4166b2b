package io.lineside.connector.mqtt;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The connector against Mosquitto. */
@SuppressWarnings("NullAway.Init") // JUnit runs the set-up before every test.
@EnabledIfSystemProperty(named = MosquittoBroker.PROGRAM, matches = ".+")
class MqttLineOnMosquittoTest extends MqttLineBehaviour {
    private static MosquittoBroker broker;

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
    BrokerRig broker() {
        return broker;
    }
}
