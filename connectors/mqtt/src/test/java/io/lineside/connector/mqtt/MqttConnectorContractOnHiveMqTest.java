package io.lineside.connector.mqtt;

import io.lineside.connector.testkit.LineConnectorContract;
import io.lineside.connector.testkit.LineRig;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The contract against a simulated line through HiveMQ CE, when {@code lineside.test.hivemq} is set: the rest of the
 * connector's tests run against HiveMQ always.
 */
@EnabledIfSystemProperty(named = "lineside.test.hivemq", matches = "true")
class MqttConnectorContractOnHiveMqTest extends LineConnectorContract {
    @Override
    protected LineRig startLine() {
        return new SimulatedLineRig(HiveMqBroker.shared().uri());
    }
}
