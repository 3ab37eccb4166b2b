package io.lineside.simulator.job;

import io.lineside.simulator.ledger.MadeLedger;
import io.lineside.simulator.ledger.MadePiece;
import io.lineside.simulator.order.JobOrder;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job order receiver and the response provider of one line (OPC 10031-4), free of any wire.
 *
 * <p>What it answered survives a killed process: every change is in the journal before the answer, and every piece is
 * in the made ledger before it is counted. Keeps results until Clear.
 *
 * <p>Thread-safe. Listeners are told on the executor given for reports, in the order in which things happened.
 */
public final class JobControl implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(JobControl.class);

    private final Object lock = new Object();
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final List<JobListener> listeners = new CopyOnWriteArrayList<>();
    private final LineRules rules;
    private final JobJournal journal;
    private final MadeLedger ledger;
    private final Clock clock;
    private final Executor reports;
    private final Production production;
    private boolean closed;

    /** Reads the journal and the ledger; nothing is made before {@link #begin}. */
    public JobControl(
            LineRules rules, JobJournal journal, MadeLedger ledger, Clock clock, PieceTimer timer, Executor reports) {
        this.rules = rules;
        this.journal = journal;
        this.ledger = ledger;
        this.clock = clock;
        this.reports = reports;
        this.production = new Production(timer, rules.pieceTime());
        journal.entries().forEach(this::replay);
        ledger.entries().forEach(this::recount);
    }

    /** Goes on with the jobs that were kept, and takes new ones into work. */
    public void begin() {
        synchronized (lock) {
            // Killed between the last piece and the note that the job ended.
            List<Job> finished = jobs.values().stream()
                    .filter(job -> job.state() == JobState.RUNNING && job.isMade())
                    .toList();
            finished.forEach(job -> enter(job, JobState.ENDED, Optional.of(SubState.COMPLETED)));
            takeNextJob();
        }
    }

    /** Adds a listener; it hears what happens from now on. */
    public void listen(JobListener listener) {
        listeners.add(listener);
    }

    /** Store or StoreAndStart a new order, or Update a known one. */
    public Reply command(Command command, JobOrder order) {
        if (!command.takesJobOrder()) {
            throw new IllegalArgumentException(command.methodName() + ": takes a JobOrderID, not a job order");
        }
        synchronized (lock) {
            if (!rules.workMasters().contains(order.workMasterId())) {
                return Reply.refused(
                        ReturnStatus.INVALID_REQUEST,
                        "WorkMasterID: must be one that the line knows, was '" + order.workMasterId() + "'; allowed: "
                                + String.join(
                                        ", ",
                                        rules.workMasters().stream().sorted().toList()));
            }
            return command == Command.UPDATE ? update(order) : store(order, command);
        }
    }

    /** Any command that names a known job. */
    public Reply command(Command command, String jobOrderId) {
        if (command.takesJobOrder()) {
            throw new IllegalArgumentException(command.methodName() + ": takes a job order, not a JobOrderID");
        }
        synchronized (lock) {
            return onKnown(command, jobOrderId, job -> {});
        }
    }

    /** How one job stands; empty when the line does not know it. */
    public Optional<JobSnapshot> job(String jobOrderId) {
        synchronized (lock) {
            return Optional.ofNullable(jobs.get(jobOrderId)).map(Job::snapshot);
        }
    }

    /** Every job that the line knows, by arrival. */
    public List<JobSnapshot> jobs() {
        synchronized (lock) {
            return jobs.values().stream().map(Job::snapshot).toList();
        }
    }

    /** While held, jobs stay as they are and no piece is made. */
    public void holdProduction(boolean hold) {
        synchronized (lock) {
            production.hold(hold);
            takeNextJob();
        }
    }

    /** Stops making pieces at once. What the line knew can still be read. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            production.clear();
            journal.close();
        }
    }

    private Reply store(JobOrder order, Command command) {
        if (closed) {
            return Reply.refused(ReturnStatus.UNABLE_TO_ACCEPT, "the line is stopping");
        }
        if (jobs.containsKey(order.jobOrderId())) {
            return Reply.refused(
                    ReturnStatus.UNABLE_TO_ACCEPT, "JobOrderID: the line knows '" + order.jobOrderId() + "' already");
        }
        long open = jobs.values().stream().filter(job -> !job.state().isOver()).count();
        if (open >= rules.capacity()) {
            return Reply.refused(
                    ReturnStatus.UNABLE_TO_ACCEPT, "the line keeps at most " + rules.capacity() + " job orders");
        }
        JobState state = command == Command.STORE ? JobState.NOT_ALLOWED_TO_START : JobState.ALLOWED_TO_START;
        Job job = new Job(order, state, ledger.lastSeq());
        journal.append(new JournalEntry.Stored(clock.instant(), order, state, ledger.lastSeq()));
        jobs.put(job.id(), job);
        report(job);
        takeNextJob();
        return Reply.DONE;
    }

    private Reply update(JobOrder order) {
        return onKnown(Command.UPDATE, order.jobOrderId(), job -> {
            journal.append(new JournalEntry.Updated(clock.instant(), order));
            job.replace(order);
            report(job);
        });
    }

    private Reply onKnown(Command command, String jobOrderId, Consumer<Job> replace) {
        Job job = jobs.get(jobOrderId);
        if (closed || job == null) {
            return closed
                    ? Reply.refused(ReturnStatus.UNABLE_TO_ACCEPT, "the line is stopping")
                    : Reply.refused(ReturnStatus.UNKNOWN_JOB_ORDER_ID, "JobOrderID: unknown, was '" + jobOrderId + "'");
        }
        Optional<Transition> transition = Transitions.of(command, job.state());
        if (transition.isEmpty()) {
            return Reply.refused(
                    ReturnStatus.INVALID_JOB_ORDER_STATUS,
                    command.methodName() + ": not allowed while the job is "
                            + job.state().text());
        }
        apply(transition.get(), job, replace);
        takeNextJob();
        return Reply.DONE;
    }

    private void apply(Transition transition, Job job, Consumer<Job> replace) {
        if (transition instanceof Transition.Enter enter) {
            enter(job, enter.state(), enter.subState());
        } else if (transition instanceof Transition.Replace) {
            replace.accept(job);
        } else {
            journal.append(new JournalEntry.Forgotten(clock.instant(), job.id()));
            jobs.remove(job.id());
            tell(listener -> listener.forgotten(job.id()));
        }
    }

    private void takeNextJob() {
        if (closed || !production.isFree()) {
            return;
        }
        production.clear();
        Production.next(jobs.values()).ifPresent(job -> {
            if (job.state() != JobState.RUNNING) {
                enter(job, JobState.RUNNING, Optional.empty());
            }
            production.begin(job, this::pieceIsDue);
        });
    }

    private void pieceIsDue(Job job) {
        synchronized (lock) {
            if (closed || !production.isInHand(job) || job.state() != JobState.RUNNING) {
                return;
            }
            ledger.append(rules.lineId(), job.order(), job.made() + 1, clock.instant());
            job.countPiece();
            production.clear();
            if (job.isMade()) {
                enter(job, JobState.ENDED, Optional.of(SubState.COMPLETED));
            } else {
                report(job);
            }
            takeNextJob();
        }
    }

    private void enter(Job job, JobState state, Optional<SubState> subState) {
        Instant now = clock.instant();
        journal.append(new JournalEntry.Entered(now, job.id(), state, subState));
        job.enter(state, subState, now);
        report(job);
    }

    private void report(Job job) {
        JobSnapshot snapshot = job.snapshot();
        tell(listener -> listener.changed(snapshot));
    }

    private void tell(Consumer<JobListener> news) {
        try {
            reports.execute(() -> listeners.forEach(listener -> tell(listener, news)));
        } catch (RejectedExecutionException e) {
            // The line's thread has ended: nobody is left to tell.
        }
    }

    private void tell(JobListener listener, Consumer<JobListener> news) {
        try {
            news.accept(listener);
        } catch (RuntimeException e) {
            LOGGER.atError()
                    .addKeyValue("equipment", rules.lineId())
                    .setCause(e)
                    .log("a listener failed on a job's change");
        }
    }

    private void replay(JournalEntry entry) {
        if (entry instanceof JournalEntry.Stored stored) {
            jobs.put(stored.order().jobOrderId(), new Job(stored.order(), stored.state(), stored.ledgerSeq()));
        } else if (entry instanceof JournalEntry.Updated updated) {
            known(updated.order().jobOrderId()).replace(updated.order());
        } else if (entry instanceof JournalEntry.Entered entered) {
            known(entered.jobOrderId()).enter(entered.state(), entered.subState(), entered.at());
        } else if (entry instanceof JournalEntry.Forgotten forgotten) {
            jobs.remove(forgotten.jobOrderId());
        }
    }

    private Job known(String jobOrderId) {
        Job job = jobs.get(jobOrderId);
        if (job == null) {
            throw new IllegalStateException(
                    "job journal of " + rules.lineId() + ": names '" + jobOrderId + "' before the line took it");
        }
        return job;
    }

    private void recount(MadePiece piece) {
        Job job = jobs.get(piece.jobOrderId());
        if (job != null && piece.line().equals(rules.lineId()) && job.isOlderThan(piece.seq())) {
            job.countPiece();
        }
    }
}
