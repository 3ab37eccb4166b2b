package io.lineside.connector.mqtt;

import io.lineside.connector.testkit.LineConnectorContract;
import io.lineside.connector.testkit.LineRig;

/** The contract against a simulated line on the simulator's own broker (Artemis). */
class MqttConnectorContractTest extends LineConnectorContract {
    @Override
    protected LineRig startLine() {
        return SimulatedLineRig.onItsOwnBroker();
    }
}
