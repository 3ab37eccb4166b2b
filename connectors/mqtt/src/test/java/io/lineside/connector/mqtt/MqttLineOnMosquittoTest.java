package io.lineside.connector.mqtt;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The connector against the system's Mosquitto, where there is one. */
@SuppressWarnings("NullAway.Init") // JUnit runs the set-up before every test.
@EnabledIf("isInstalled")
class MqttLineOnMosquittoTest extends MqttLineBehaviour {
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
    BrokerRig broker() {
        return broker;
    }
}
