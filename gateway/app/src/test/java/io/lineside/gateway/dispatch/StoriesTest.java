package io.lineside.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lineside.config.LineMemory;
import io.lineside.config.LineProfile;
import io.lineside.gateway.explain.Storyteller;
import io.lineside.gateway.store.SettableClock;
import io.lineside.model.EquipmentId;
import io.lineside.model.WorkMasterId;
import io.lineside.model.job.CommandOutcome.Refused;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.JobState;
import io.lineside.model.job.Material;
import io.lineside.model.job.RefusalCode;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.PlannedJob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whole orders, lived through by the real dispatch and the real store, are told as the files beside this class say. */
class StoriesTest extends DispatchTestBase {
    private static final EquipmentId SECOND = new EquipmentId("glaze-2");

    private final SettableClock clock = new SettableClock();

    @Override
    Clock clock() {
        return clock;
    }

    @Test
    void plainOrder() throws IOException {
        // Given
        line.goesBy(clock);
        open(1, false);
        order(1);
        clock.advance(Duration.ofSeconds(2));
        // When
        connect();
        awaitPhase(1, JobPhase.STARTED);
        clock.advance(Duration.ofSeconds(3));
        ends();
        // Then
        assertTold("plain-order.txt");
    }

    @Test
    void doubtThatTheLinesWordSettles() throws IOException {
        // Given
        line.goesBy(clock);
        open(1, false);
        order(1);
        line.onQuery(id -> ScriptedLine.unanswered("no answer to the question within 5 s"));
        line.next(line::takeSilently);
        connect();
        awaitPhase(1, JobPhase.IN_DOUBT);
        clock.advance(Duration.ofSeconds(40));
        // When
        line.onQuery(line::evidence);
        awaitPhase(1, JobPhase.RUNNING);
        clock.advance(Duration.ofSeconds(12));
        ends();
        // Then
        assertTold("doubt-settled.txt");
    }

    @Test
    void orderThatIsRefusedSentElsewhereAndHeld() throws IOException {
        // Given
        var other = new ScriptedLine();
        line.always(command -> ScriptedLine.answer(new Refused(RefusalCode.INVALID_REQUEST, "no recipe glaze/1")));
        other.always(command -> ScriptedLine.answer(new Refused(RefusalCode.VENDOR, "kiln too small")));
        open(Desks.line(LineProfile.A, LineMemory.KEPT));
        open(other, Desks.line(SECOND, LineProfile.A, LineMemory.KEPT));
        accept(List.of(new PlannedJob(
                JobOrder.of(job(1), new WorkMasterId("glaze/1"), List.of(), Material.produced("mug", 1)),
                1,
                "glaze",
                ScriptedLine.ID,
                List.of(ScriptedLine.ID, SECOND),
                Set.of(),
                true)));
        // When
        connect();
        await().until(() -> tracked(1).line(), SECOND::equals);
        clock.advance(Duration.ofSeconds(5));
        office.connected(SECOND);
        awaitPhase(1, JobPhase.HELD);
        clock.advance(Duration.ofMinutes(12));
        // Then
        assertTold("refused-rerouted-held.txt");
    }

    private void ends() {
        report(1, JobState.RUNNING, 0);
        clock.advance(Duration.ofSeconds(20));
        report(1, JobState.ENDED, 1);
        await().until(() -> tracked(1).cleared());
        clock.advance(Duration.ofMinutes(1));
    }

    private void assertTold(String file) throws IOException {
        String story =
                now(new Storyteller(store, clock).tell(tracked(1).request())).orElseThrow();
        try (InputStream expected = StoriesTest.class.getResourceAsStream("stories/" + file)) {
            assertThat(story)
                    .isEqualTo(
                            new String(Objects.requireNonNull(expected, file).readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
