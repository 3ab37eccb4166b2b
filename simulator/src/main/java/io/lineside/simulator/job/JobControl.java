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
 * in the made ledger before it is counted. Results are kept as the line's {@link Retention} says.
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
    private final PieceTimer timer;
    private final Production production;
    private PieceTimer.Cancellable expiry = () -> {};
    private boolean begun;
    private Optional<ReturnStatus> refusing = Optional.empty();
    private boolean makesAgain;
    private boolean buildsOther;
    private int scrapEvery;
    private long pieces;
    private boolean closed;

    /** Reads the journal and the ledger; nothing is made before {@link #begin}. */
    public JobControl(
            LineRules rules, JobJournal journal, MadeLedger ledger, Clock clock, PieceTimer timer, Executor reports) {
        this.rules = rules;
        this.journal = journal;
        this.ledger = ledger;
        this.clock = clock;
        this.reports = reports;
        this.timer = timer;
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
            begun = true;
            followInterruption();
            settle();
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

    /** The job orders of the line's list by arrival; those that cleared themselves are not in it. */
    public List<JobSnapshot> orders() {
        synchronized (lock) {
            return jobs.values().stream()
                    .filter(job -> rules.retention().isListed(job.state()))
                    .map(Job::snapshot)
                    .toList();
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
            settle();
        }
    }

    /**
     * The line interrupts itself (OPC 10031-4 transition 6 with an internal cause): a running job is Held, nothing is
     * begun, and what waits is Waiting. At its end, Held jobs go on by themselves; a paused job waits for Resume.
     */
    public void interrupt(boolean interrupt) {
        synchronized (lock) {
            production.interrupt(interrupt);
            if (begun) {
                followInterruption();
                settle();
            }
        }
    }

    /** While there is a status, the line refuses every new job order with it. */
    public void refuse(Optional<ReturnStatus> with) {
        synchronized (lock) {
            refusing = with;
        }
    }

    /** Whether a JobOrderID that the line knows is a new job to it, which it makes again. */
    public void makeAgain(boolean again) {
        synchronized (lock) {
            makesAgain = again;
        }
    }

    /** Whether jobs that are begun from now on are built otherwise than told, and each which piece is scrapped. */
    public void build(boolean otherwise, int everyWhichIsScrap) {
        synchronized (lock) {
            buildsOther = otherwise;
            scrapEvery = everyWhichIsScrap;
        }
    }

    /** Whether the line is stopping: it refuses everything, and what it refuses says nothing about the job. */
    public boolean isClosed() {
        synchronized (lock) {
            return closed;
        }
    }

    /** Stops making pieces at once. What the line knew can still be read. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            production.clear();
            expiry.cancel();
            journal.close();
        }
    }

    private Reply store(JobOrder order, Command command) {
        if (closed) {
            return Reply.refused(ReturnStatus.UNABLE_TO_ACCEPT, "the line is stopping");
        }
        if (refusing.isPresent()) {
            return Reply.refused(refusing.get(), "the line takes no job orders");
        }
        Job known = jobs.get(order.jobOrderId());
        if (known != null && !makesAgain) {
            return Reply.refused(
                    ReturnStatus.UNABLE_TO_ACCEPT, "JobOrderID: the line knows '" + order.jobOrderId() + "' already");
        }
        if (known != null) {
            forget(known);
        }
        long open = jobs.values().stream().filter(job -> !job.state().isOver()).count();
        if (open >= rules.capacity()) {
            return Reply.refused(
                    ReturnStatus.UNABLE_TO_ACCEPT, "the line keeps at most " + rules.capacity() + " job orders");
        }
        JobState state = command == Command.STORE ? JobState.NOT_ALLOWED_TO_START : JobState.ALLOWED_TO_START;
        Job job = new Job(order, state, ledger.lastSeq());
        jobs.put(job.id(), job);
        job.prepared(prepared(job));
        journal.append(new JournalEntry.Stored(clock.instant(), order, state, job.subState(), ledger.lastSeq()));
        report(job);
        settle();
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
        if (closed || job == null || !rules.retention().isListed(job.state())) {
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
        if (command == Command.RESUME && production.isInterrupted()) {
            return Reply.refused(ReturnStatus.UNABLE_TO_ACCEPT, "Resume: the line is interrupted");
        }
        apply(transition.get(), job, replace);
        settle();
        return Reply.DONE;
    }

    private void apply(Transition transition, Job job, Consumer<Job> replace) {
        if (transition instanceof Transition.Enter enter) {
            // A job that is released or revoked gets its new substate with its new state: one report, not two.
            if (enter.state().hasNotBegun()) {
                job.release(enter.state());
                enter(job, enter.state(), prepared(job));
            } else {
                enter(job, enter.state(), enter.subState());
            }
        } else if (transition instanceof Transition.Replace) {
            replace.accept(job);
        } else {
            forget(job);
        }
    }

    private void forget(Job job) {
        journal.append(new JournalEntry.Forgotten(clock.instant(), job.id()));
        jobs.remove(job.id());
        tell(listener -> listener.forgotten(job.id()));
    }

    private void followInterruption() {
        for (Job job : List.copyOf(jobs.values())) {
            if (production.isInterrupted() && job.state() == JobState.RUNNING) {
                enter(job, JobState.INTERRUPTED, Optional.of(SubState.HELD));
            } else if (!production.isInterrupted() && job.subState().equals(Optional.of(SubState.HELD))) {
                enter(job, JobState.RUNNING, Optional.empty());
            }
        }
    }

    private Optional<SubState> prepared(Job job) {
        return Preparation.of(job, Preparation.next(jobs.values()), production.isInterrupted());
    }

    /** What every change has as a consequence for the other jobs. */
    private void settle() {
        if (closed || !begun) {
            return;
        }
        takeNextJob();
        Optional<Job> next = Preparation.next(jobs.values());
        for (Job job : List.copyOf(jobs.values())) {
            Optional<SubState> prepared = Preparation.of(job, next, production.isInterrupted());
            prepared.ifPresent(to -> Preparation.way(job.subState(), to)
                    .forEach(subState -> enter(job, job.state(), Optional.of(subState))));
        }
        expire();
    }

    private void expire() {
        rules.retention().expired(jobs.values(), clock.instant()).forEach(this::forget);
        expiry.cancel();
        rules.retention()
                .untilNext(jobs.values(), clock.instant())
                .ifPresent(wait -> expiry = timer.after(wait, this::expiryIsDue));
    }

    private void expiryIsDue() {
        synchronized (lock) {
            if (!closed) {
                expire();
            }
        }
    }

    private void takeNextJob() {
        if (!production.isFree()) {
            return;
        }
        production.clear();
        Production.next(jobs.values()).ifPresent(job -> {
            if (job.state() != JobState.RUNNING) {
                job.build(buildsOther);
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
            pieces++;
            boolean scrap = scrapEvery > 0 && pieces % scrapEvery == 0;
            ledger.append(rules.lineId(), job.built(), job.made() + 1, scrap, clock.instant());
            job.countPiece(scrap);
            production.clear();
            if (job.isMade()) {
                enter(job, JobState.ENDED, Optional.of(SubState.COMPLETED));
            } else {
                report(job);
            }
            settle();
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
            Job job = new Job(stored.order(), stored.state(), stored.ledgerSeq());
            job.prepared(stored.subState());
            jobs.put(job.id(), job);
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
        if (!piece.line().equals(rules.lineId())) {
            return;
        }
        pieces++;
        Job job = jobs.get(piece.jobOrderId());
        if (job != null && job.isOlderThan(piece.seq())) {
            job.build(!piece.parameters().equals(MadeLedger.values(job.order().parameters())));
            job.countPiece(piece.scrap());
        }
    }
}
