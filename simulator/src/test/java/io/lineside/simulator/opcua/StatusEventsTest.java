package io.lineside.simulator.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.simulator.behaviour.Behaviour;
import io.lineside.simulator.behaviour.Switches;
import io.lineside.simulator.job.Command;
import io.lineside.simulator.job.JobControl;
import io.lineside.simulator.job.JobJournal;
import io.lineside.simulator.job.LineRules;
import io.lineside.simulator.job.PieceTimer;
import io.lineside.simulator.job.Retention;
import io.lineside.simulator.ledger.MadeLedger;
import io.lineside.simulator.line.AnswerGate;
import io.lineside.simulator.line.LineRuntime;
import io.lineside.simulator.line.LoopbackPort;
import io.lineside.simulator.order.JobOrder;
import io.lineside.simulator.plant.LineSpec;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusEventsTest {
    private static final LineSpec SPEC = LineSpec.opcUa("glaze-1", 0, 4, Duration.ofHours(1), "glaze/1");

    // A line that crashes still has running jobs while its nodes go; a filter such as OfType fails without them.
    @Test
    void nothingIsFiredOnceTheServerIsBeingTakenDown(@TempDir Path data) {
        ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor();
        try (MadeLedger ledger = MadeLedger.open(data);
                JobControl jobs = jobs(data, ledger, worker)) {
            // Given
            Switches switches = new Switches(Behaviour.FAULTLESS);
            LineRuntime runtime =
                    new LineRuntime(SPEC, jobs, new AnswerGate(), worker, Clock.systemUTC(), switches, data);
            OpcUaWire wire = OpcUaWire.start(runtime, LoopbackPort.claim(0, "test"), Optional.empty());
            AtomicInteger fired = new AtomicInteger();
            wire.server().getEventNotifier().register(event -> fired.incrementAndGet());
            jobs.command(Command.STORE, JobOrder.of("J-1", "glaze/1", 1, List.of()));
            int before = fired.get();

            // When
            wire.crash();
            jobs.command(Command.STORE, JobOrder.of("J-2", "glaze/1", 1, List.of()));

            // Then
            assertThat(before).isEqualTo(1);
            assertThat(fired).hasValue(before);
        } finally {
            worker.shutdownNow();
        }
    }

    private static JobControl jobs(Path data, MadeLedger ledger, ScheduledExecutorService worker) {
        LineRules rules =
                new LineRules(SPEC.id(), SPEC.capacity(), SPEC.pieceTime(), Set.of("glaze/1"), Retention.UNTIL_CLEAR);
        return new JobControl(
                rules,
                JobJournal.open(data, SPEC.id()),
                ledger,
                Clock.systemUTC(),
                PieceTimer.on(worker),
                Runnable::run);
    }
}
