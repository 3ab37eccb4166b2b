package io.lineside.connector.mqtt.order;

import io.lineside.connector.mqtt.HiveMqBroker;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Orders at HiveMQ CE. */
@EnabledIfSystemProperty(named = "lineside.test.hivemq", matches = "true")
class OrderTopicOnHiveMqTest extends OrderTopicBehaviour {
    @Override
    String broker() {
        return HiveMqBroker.shared().uri();
    }
}
