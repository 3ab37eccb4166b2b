package io.lineside.gateway.dispatch;

import static org.awaitility.Awaitility.await;

import io.lineside.config.LineMemory;
import io.lineside.config.LineProfile;
import io.lineside.config.OnDoubt;
import io.lineside.gateway.line.LineAnswer;
import io.lineside.gateway.line.LineRegistry;
import io.lineside.gateway.line.LinkListener;
import io.lineside.gateway.progress.OrderRules;
import io.lineside.gateway.progress.ReportRules;
import io.lineside.gateway.store.Acceptance;
import io.lineside.gateway.store.Store;
import io.lineside.model.EquipmentId;
import io.lineside.model.JobOrderId;
import io.lineside.model.SpecDigest;
import io.lineside.model.TenantId;
import io.lineside.model.WorkMasterId;
import io.lineside.model.WorkRequestId;
import io.lineside.model.job.JobOrder;
import io.lineside.model.job.JobState;
import io.lineside.model.job.Material;
import io.lineside.model.line.LineSettings;
import io.lineside.model.work.JobPhase;
import io.lineside.model.work.PlannedJob;
import io.lineside.model.work.TrackedJob;
import io.lineside.model.work.WorkItem;
import io.lineside.model.work.WorkRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An office with one desk, a real store, and a line that answers as the test says. */
abstract class DispatchTestBase {
    private static final TenantId TENANT = new TenantId("acme");
    /** How long a command may still arrive after its answer did not. */
    static final Duration LATE = Duration.ofMillis(300);

    private static final WorkRequestId ORDER = new WorkRequestId("ord_1");

    final ScriptedLine line = new ScriptedLine();
    Store store;
    DispatchOffice office;

    @BeforeEach
    final void openStore(@TempDir Path folder) {
        store = Store.open(folder.resolve("orders.db"), new OrderRules(), clock());
        office = new DispatchOffice(store, Duration.ofMillis(100));
    }

    @AfterEach
    final void close() {
        office.close();
        store.close();
    }

    /** What the store goes by. */
    Clock clock() {
        return Clock.systemUTC();
    }

    /** What comes now must not be owed to the desk's own rounds. */
    void withoutRounds() {
        office.close();
        office = new DispatchOffice(store, Duration.ofHours(1));
    }

    /** Opens the desk; the line is not connected yet. */
    void open(int capacity, boolean twoPhase) {
        open(new DeskSettings(
                ScriptedLine.ID,
                capacity,
                twoPhase ? LineProfile.B : LineProfile.A,
                LineMemory.LOST,
                OnDoubt.HOLD,
                LATE));
    }

    void open(DeskSettings settings) {
        open(line, settings);
    }

    /** Opens the desk of another line. */
    void open(ScriptedLine connector, DeskSettings settings) {
        var lines = new LineRegistry(new Deaf(), clock());
        lines.add(
                connector,
                new LineSettings(
                        settings.line(),
                        "gateway",
                        List.of("site", settings.line().value()),
                        Duration.ofSeconds(5),
                        Map.of(),
                        Clock.systemUTC()));
        office.open(settings, lines, command -> connector
                .send(command.command())
                .thenCompose(outcome -> office.settle(new LineAnswer(command, outcome))));
    }

    void connect() {
        office.connected(ScriptedLine.ID);
    }

    /** An order of so many jobs of one piece each, on disk; the office is not told. */
    void order(int jobs) {
        accept(IntStream.rangeClosed(1, jobs)
                .mapToObj(n -> new PlannedJob(
                        JobOrder.of(job(n), new WorkMasterId("glaze/1"), List.of(), Material.produced("mug", 1)),
                        1,
                        "glaze",
                        ScriptedLine.ID,
                        Set.of(),
                        true))
                .toList());
    }

    /** An order of these jobs, of one piece each. */
    void accept(List<PlannedJob> planned) {
        var item = new WorkItem(1, "mug", 1, planned.size(), Map.of(), Map.of(), SpecDigest.of("mug"));
        var request = new WorkRequest(
                ORDER,
                TENANT,
                Optional.empty(),
                List.of(item),
                0,
                Optional.empty(),
                Instant.parse("2026-03-01T05:59:59Z"));
        now(store.accept(new Acceptance(
                request, "{}", planned, Optional.empty(), SpecDigest.of("body").hex())));
    }

    static JobOrderId job(int number) {
        return new JobOrderId("ord_1-" + number);
    }

    /** The line's report about a job arrives and is kept. */
    void report(int number, JobState state, int good) {
        line.has(job(number), state);
        office.kept(now(store.change(job(number), job -> ReportRules.judge(job, line.response(job(number), good)))));
    }

    TrackedJob tracked(int number) {
        return now(store.find(TENANT, ORDER)).orElseThrow().jobs().stream()
                .filter(job -> job.id().equals(job(number)))
                .findFirst()
                .orElseThrow();
    }

    JobPhase phase(int number) {
        return tracked(number).phase();
    }

    List<JobPhase> phases() {
        return now(store.find(TENANT, ORDER)).orElseThrow().jobs().stream()
                .map(TrackedJob::phase)
                .toList();
    }

    void awaitPhase(int number, JobPhase phase) {
        await().until(() -> phase(number), phase::equals);
    }

    static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static final class Deaf implements LinkListener {
        @Override
        public void connected(EquipmentId line) {}

        @Override
        public void disconnected(EquipmentId line, String reason) {}
    }
}
