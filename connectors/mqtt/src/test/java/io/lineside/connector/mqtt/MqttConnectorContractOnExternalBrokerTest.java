package io.lineside.connector.mqtt;

import io.lineside.connector.testkit.LineConnectorContract;
import io.lineside.connector.testkit.LineRig;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The contract against a simulated line through a broker that someone else runs. */
@EnabledIfSystemProperty(named = ExternalBroker.PROPERTY, matches = ".+")
class MqttConnectorContractOnExternalBrokerTest extends LineConnectorContract {
    @Override
    protected LineRig startLine() {
        return SimulatedLineRig.on(ExternalBroker.named());
    }
}
