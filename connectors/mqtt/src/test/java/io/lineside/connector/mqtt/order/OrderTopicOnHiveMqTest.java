package io.lineside.connector.mqtt.order;

import io.lineside.connector.mqtt.HiveMqBroker;

/** Orders at HiveMQ CE. */
class OrderTopicOnHiveMqTest extends OrderTopicBehaviour {
    @Override
    String broker() {
        return HiveMqBroker.shared().uri();
    }
}
