package io.lineside.simulator.job;

import io.lineside.simulator.ledger.MadeLedger;
import io.lineside.simulator.ledger.MadePiece;
import io.lineside.simulator.order.JobOrder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One line's jobs over real files, with a timer moved by hand. */
final class TestLine implements JobListener, AutoCloseable {
    static final String ID = "glaze-1";

    final MadeLedger ledger;
    final ManualTimer timer = new ManualTimer();
    final JobControl jobs;
    final List<JobResponse> reports = new ArrayList<>();
    Instant now = Instant.parse("2026-11-22T10:00:00Z");
    final List<String> forgotten = new ArrayList<>();

    private TestLine(Path data, Retention retention) {
        ledger = MadeLedger.open(data);
        LineRules rules = new LineRules(ID, 2, Duration.ofSeconds(20), Set.of("glaze/1", "glaze/2"), retention);
        jobs = new JobControl(
                rules,
                JobJournal.open(data, ID),
                ledger,
                new Clock() {
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
                },
                timer,
                Runnable::run);
        jobs.listen(this);
    }

    static TestLine started(Path data) {
        return started(data, Retention.UNTIL_CLEAR);
    }

    static TestLine started(Path data, Retention retention) {
        TestLine line = new TestLine(data, retention);
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

    Optional<SubState> subState(String jobOrderId) {
        return jobs.job(jobOrderId).orElseThrow().response().subState();
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
