package io.lineside.simulator.mqtt;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** Hands one job order to an MQTT line and waits until it is taken. */
public final class PackOrder {
    private PackOrder() {}

    /** Sends StoreAndStart for work master {@code pack/1}. */
    public static void send(int brokerPort, String topicPrefix, String jobOrderId, int pieces) throws Exception {
        try (GatewayClient gateway = GatewayClient.connect(brokerPort, topicPrefix)) {
            gateway.awaitOperational();
            String correlation = gateway.request("StoreAndStart", gateway.order(jobOrderId, "pack/1", pieces));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> gateway.answer(correlation).isPresent());
        }
    }
}
