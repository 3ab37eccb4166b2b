package io.lineside.connector.mqtt;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The connector against a broker that someone else runs. */
@EnabledIfSystemProperty(named = ExternalBroker.PROPERTY, matches = ".+")
class MqttLineOnExternalBrokerTest extends MqttLineBehaviour {
    @Override
    BrokerRig broker() {
        return ExternalBroker.named();
    }
}
