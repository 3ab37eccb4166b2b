package io.lineside.simulator;

import io.lineside.simulator.behaviour.Behaviour;
import io.lineside.simulator.behaviour.Switch;
import io.lineside.simulator.behaviour.Switches;
import io.lineside.simulator.job.JobControl;
import io.lineside.simulator.job.JobJournal;
import io.lineside.simulator.job.LineRules;
import io.lineside.simulator.job.PieceTimer;
import io.lineside.simulator.job.ReturnStatus;
import io.lineside.simulator.line.AnswerGate;
import io.lineside.simulator.line.LineRuntime;
import io.lineside.simulator.line.LineWire;
import io.lineside.simulator.plant.LineSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** A line from one start to its stop: what would be one process in a real plant. */
final class LineRun {
    private final JobControl jobs;
    private final AnswerGate answers;
    private final Switches switches;
    private final ScheduledExecutorService worker;
    private final LineWire wire;

    private LineRun(
            JobControl jobs, AnswerGate answers, Switches switches, ScheduledExecutorService worker, LineWire wire) {
        this.jobs = jobs;
        this.answers = answers;
        this.switches = switches;
        this.worker = worker;
        this.wire = wire;
    }

    static LineRun start(LineSpec spec, LineSetting setting, Disturbance disturbance) {
        if (disturbance.behaviour().word(Switch.RESTART).equals("forget")) {
            JobJournal.forget(setting.dataDir(), spec.id());
        }
        ScheduledExecutorService worker = worker(spec.id());
        JobControl jobs = new JobControl(
                rules(spec, setting),
                JobJournal.open(setting.dataDir(), spec.id()),
                setting.ledger(),
                setting.clock(),
                PieceTimer.on(worker),
                worker);
        AnswerGate answers = new AnswerGate();
        Switches switches = new Switches(disturbance.behaviour());
        disturb(disturbance, jobs, answers);
        try {
            LineWire wire = setting.wire()
                    .apply(new LineRuntime(spec, jobs, answers, worker, setting.clock(), switches, setting.dataDir()));
            jobs.begin();
            return new LineRun(jobs, answers, switches, worker, wire);
        } catch (RuntimeException e) {
            jobs.close();
            worker.shutdownNow();
            throw e;
        }
    }

    String endpoint() {
        return wire.endpoint();
    }

    void stop() {
        jobs.close();
        wire.stop();
        end();
    }

    void crash() {
        wire.crash();
        jobs.close();
        end();
    }

    void disturb(Disturbance disturbance) {
        disturb(disturbance, jobs, answers);
        switches.set(disturbance.behaviour());
    }

    List<LineJob> jobs() {
        return jobs.jobs().stream()
                .map(job -> new LineJob(
                        job.order().jobOrderId(),
                        job.response().state(),
                        job.response().good(),
                        job.response().scrap()))
                .toList();
    }

    private static void disturb(Disturbance disturbance, JobControl jobs, AnswerGate answers) {
        Behaviour behaviour = disturbance.behaviour();
        answers.delay(behaviour.time(Switch.SLOW));
        answers.hold(disturbance.answersHeld() || behaviour.is(Switch.STALL));
        jobs.holdProduction(disturbance.productionHeld());
        jobs.refuse(
                behaviour.is(Switch.REFUSE)
                        ? Optional.of(ReturnStatus.ofBit(behaviour.word(Switch.REFUSE_WITH)))
                        : Optional.empty());
        jobs.makeAgain(behaviour.is(Switch.MAKE_AGAIN));
        jobs.build(behaviour.is(Switch.BUILDS_OTHER), behaviour.count(Switch.SCRAP_EVERY));
        jobs.interrupt(behaviour.is(Switch.INTERRUPTED));
    }

    private void end() {
        answers.hold(false);
        worker.shutdownNow();
    }

    private static LineRules rules(LineSpec spec, LineSetting setting) {
        Duration pieceTime =
                Duration.ofNanos(Math.max(1, Math.round(spec.pieceTime().toNanos() / setting.timeScale())));
        return new LineRules(
                spec.id(),
                spec.capacity(),
                pieceTime,
                Set.copyOf(spec.workMasters()),
                spec.retention().scaled(setting.timeScale()));
    }

    private static ScheduledExecutorService worker(String lineId) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "line-" + lineId);
            thread.setDaemon(true);
            return thread;
        });
    }
}
