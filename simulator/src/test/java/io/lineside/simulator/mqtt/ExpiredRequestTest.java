package io.lineside.simulator.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.simulator.Simulator;
import io.lineside.simulator.behaviour.Behaviour;
import io.lineside.simulator.behaviour.Switches;
import io.lineside.simulator.job.JobControl;
import io.lineside.simulator.job.JobJournal;
import io.lineside.simulator.job.LineRules;
import io.lineside.simulator.job.PieceTimer;
import io.lineside.simulator.job.Retention;
import io.lineside.simulator.ledger.MadeLedger;
import io.lineside.simulator.line.AnswerGate;
import io.lineside.simulator.line.LineRuntime;
import io.lineside.simulator.plant.BrokerSpec;
import io.lineside.simulator.plant.LineSpec;
import io.lineside.simulator.plant.Plant;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A line that is busy for long, and what it then makes of the requests that waited: LINE-PROTOCOL.md, L12. */
class ExpiredRequestTest {
    private static final String PREFIX = "acme/north/finishing/pack-1";
    private static final LineSpec SPEC = LineSpec.mqtt("pack-1", PREFIX, 4, Duration.ofMillis(20), "pack/1");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long EXPIRY_SECONDS = 30;

    private final ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch busy = new CountDownLatch(1);
    private final SteppedClock clock = new SteppedClock();
    private Simulator broker;
    private MadeLedger ledger;
    private JobControl jobs;
    private MqttWire line;
    private GatewayClient gateway;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        LineSpec other = LineSpec.mqtt("other-1", "acme/north/finishing/other-1", 1, Duration.ofMillis(20), "pack/1");
        broker = Simulator.start(
                new Plant("test", 1, data.resolve("other"), 0, Optional.of(new BrokerSpec(0)), List.of(other)));
        ledger = MadeLedger.open(data);
        jobs = new JobControl(
                new LineRules(SPEC.id(), SPEC.capacity(), SPEC.pieceTime(), Set.of("pack/1"), Retention.UNTIL_CLEAR),
                JobJournal.open(data, SPEC.id()),
                ledger,
                clock,
                PieceTimer.on(worker),
                worker);
        jobs.begin();
        line = MqttWire.start(
                new LineRuntime(SPEC, jobs, new AnswerGate(), worker, clock, new Switches(Behaviour.FAULTLESS), data),
                URI.create("tcp://127.0.0.1:" + broker.brokerPort()),
                PREFIX);
        gateway = GatewayClient.connect(broker.brokerPort(), PREFIX);
        await().atMost(PATIENCE).until(this::isAnswered);
        // Requests are done in order (L11): after this one, none of those before it waits any more.
        String last = gateway.request("RequestJobResponseByJobOrderID", gateway.id("nobody"));
        await().atMost(PATIENCE).until(() -> gateway.answer(last).isPresent());
        worker.execute(this::beBusy);
        assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @AfterEach
    void stop() throws Exception {
        busy.countDown();
        gateway.close();
        line.stop();
        jobs.close();
        worker.shutdownNow();
        ledger.close();
        broker.close();
    }

    @Test
    void requestThatWaitedLongerThanItsExpiryIsNeitherDoneNorAnswered() throws Exception {
        // Given
        String late = gateway.request("StoreAndStart", gateway.order("J-1", "pack/1", 1), EXPIRY_SECONDS);
        await().atMost(PATIENCE).until(() -> !worker.getQueue().isEmpty());

        // When
        clock.pass(Duration.ofSeconds(EXPIRY_SECONDS + 1));
        String fresh = gateway.request("StoreAndStart", gateway.order("J-2", "pack/1", 1), EXPIRY_SECONDS);
        await().atMost(PATIENCE).until(() -> worker.getQueue().size() > 1);
        busy.countDown();

        // Then: requests are done in order (L11), so the first one is over with when the second one is answered
        await().atMost(PATIENCE).until(() -> gateway.answer(fresh).isPresent());
        assertThat(gateway.answer(late)).isEmpty();
        assertThat(jobs.job("J-1")).isEmpty();
        assertThat(jobs.job("J-2")).isPresent();
    }

    @Test
    void requestThatWaitedNoLongerThanItsExpiryIsDone() throws Exception {
        // Given
        String patient = gateway.request("StoreAndStart", gateway.order("J-1", "pack/1", 1), EXPIRY_SECONDS);
        await().atMost(PATIENCE).until(() -> !worker.getQueue().isEmpty());

        // When
        clock.pass(Duration.ofSeconds(EXPIRY_SECONDS / 2));
        busy.countDown();

        // Then
        await().atMost(PATIENCE).until(() -> gateway.answer(patient).isPresent());
        assertThat(gateway.answer(patient).orElseThrow().path("ReturnStatus").asLong())
                .isEqualTo(1);
        assertThat(jobs.job("J-1")).isPresent();
    }

    /** Asks something new each time: whatever was asked before the line had subscribed went nowhere. */
    private boolean isAnswered() throws Exception {
        gateway.request("RequestJobResponseByJobOrderID", gateway.id("nobody"));
        return !gateway.answers().isEmpty();
    }

    private void beBusy() {
        begun.countDown();
        try {
            busy.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class SteppedClock extends Clock {
        private volatile Instant now = Instant.parse("2026-03-01T06:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
