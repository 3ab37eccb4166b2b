package io.lineside.connector.mqtt;

import io.lineside.connector.mqtt.link.LinkTimings;
import io.lineside.connector.testkit.FaultyWire;
import io.lineside.connector.testkit.FaultyWireContract;
import io.lineside.connector.testkit.LineRig;
import io.lineside.simulator.broker.Broker;
import io.lineside.simulator.proxy.FaultProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The line protocol over a bad wire to the broker. */
@SuppressWarnings("NullAway.Init") // JUnit runs the set-up before every test.
final class MqttFaultyWireTest extends FaultyWireContract {
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(1);
    private static final LinkTimings TIMINGS = TestTimings.keepAlive(KEEP_ALIVE);

    private static Broker broker;

    @BeforeAll
    static void startBroker(@TempDir Path folder) {
        broker = Broker.start(0, folder);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Override
    protected LineRig startLine() {
        return new SimulatedLineRig("tcp://127.0.0.1:" + broker.port(), TIMINGS);
    }

    @Override
    protected FaultyWire wireTo(LineRig line) {
        FaultProxy proxy = FaultProxy.to(broker.port());
        // One and a half times the keep-alive.
        return new FaultyWire(
                Map.of("broker", "tcp://127.0.0.1:" + proxy.port()),
                KEEP_ALIVE.plus(KEEP_ALIVE.dividedBy(2)),
                proxy::set,
                proxy::reset,
                proxy::heal,
                proxy::close);
    }
}
