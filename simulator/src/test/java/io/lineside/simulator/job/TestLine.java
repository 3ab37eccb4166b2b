package io.lineside.simulator.job;

import io.lineside.simulator.ledger.MadeLedger;
import io.lineside.simulator.ledger.MadePiece;
import io.lineside.simulator.order.JobOrder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One line's jobs over real files, with a timer moved by hand. */
final class TestLine implements JobListener, AutoCloseable {
    static final String ID = "glaze-1";

    final MadeLedger ledger;
    final ManualTimer timer = new ManualTimer();
    final JobControl jobs;
    final List<JobResponse> reports = new ArrayList<>();
    final List<String> forgotten = new ArrayList<>();

    private TestLine(Path data) {
        ledger = MadeLedger.open(data);
        LineRules rules = new LineRules(ID, 2, Duration.ofSeconds(20), Set.of("glaze/1", "glaze/2"));
        Clock clock = Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
        jobs = new JobControl(rules, JobJournal.open(data, ID), ledger, clock, timer, Runnable::run);
        jobs.listen(this);
    }

    static TestLine started(Path data) {
        TestLine line = new TestLine(data);
        line.jobs.begin();
        return line;
    }

    /** Closed without a word to anybody, as a killed process is. */
    @Override
    public void close() {
        jobs.close();
        ledger.close();
    }

    Reply store(Command command, String jobOrderId, int pieces) {
        return jobs.command(command, JobOrder.of(jobOrderId, "glaze/1", pieces, List.of()));
    }

    JobState state(String jobOrderId) {
        return jobs.job(jobOrderId).orElseThrow().response().state();
    }

    int made(String jobOrderId) {
        return jobs.job(jobOrderId).orElseThrow().response().good();
    }

    List<Integer> units() {
        return ledger.entries().stream().map(MadePiece::unit).toList();
    }

    @Override
    public void changed(JobSnapshot job) {
        reports.add(job.response());
    }

    @Override
    public void forgotten(String jobOrderId) {
        forgotten.add(jobOrderId);
    }
}
