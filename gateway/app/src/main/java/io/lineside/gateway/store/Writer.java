package io.lineside.gateway.store;

import io.lineside.gateway.crash.CrashPoint;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. What waits shares a commit; a failure hurts only the work that caused it. Thread-safe;
 * the connection belongs to the thread.
 */
final class Writer implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Writer.class);
    private static final int MOST_TRIES = 10;
    private static final int NOBODYS_FAULT = -1;

    private final Database database;
    private final Clock clock;
    private final StoreLimits limits;
    private final Consumer<FeedCommit> committed;
    private final WriteQueue waiting;
    private final CompletableFuture<String> broken = new CompletableFuture<>();
    private final WriterLink link;
    private final Absence absence;
    private final Thread thread;

    private volatile Joining joining = lines -> List.of();
    private volatile CommitListener timed = (works, nanos) -> {};

    private Writer(Database database, Clock clock, StoreLimits limits, Consumer<FeedCommit> committed) {
        this.database = database;
        this.clock = clock;
        this.limits = limits;
        this.committed = committed;
        this.waiting = new WriteQueue(limits);
        this.link = new WriterLink(database);
        this.absence = new Absence(database, waiting);
        this.thread = new Thread(this::run, "lineside-store-writer");
    }

    static Writer start(Database database, Clock clock, StoreLimits limits, Consumer<FeedCommit> committed) {
        var writer = new Writer(database, clock, limits, committed);
        writer.thread.start();
        return writer;
    }

    /** Tells how long each commit took. */
    void onTimed(CommitListener listener) {
        timed = listener;
    }

    /** Has works join the commits that make jobs ready. */
    void joinedBy(Joining works) {
        joining = works;
    }

    <T> CompletionStage<T> submit(String what, Work<T> work) {
        var pending = new PendingWork<>(what, work);
        switch (waiting.offer(pending)) {
            case QUEUED -> {}
            case FULL -> pending.fail(busy(pending));
            case CLOSED -> pending.fail(closed(what));
        }
        return pending.stage();
    }

    /** Somebody waits for what was handed in: {@link WriteQueue#hurry}. */
    void hurry() {
        waiting.hurry();
    }

    /** Completes, with the reason, when the database can not be trusted any more: from then on nothing is written. */
    CompletionStage<String> broken() {
        return broken.minimalCompletionStage();
    }

    private StoreBusyException busy(PendingWork<?> work) {
        return new StoreBusyException(work.what() + ": not written, because it weighs " + work.weight()
                + " and with what is waiting already that is more than " + limits.waitingWeight()
                + " (an order weighs one for each job, any other write one); try again in a moment");
    }

    private void run() {
        try {
            for (var batch = waiting.take(); !batch.isEmpty(); batch = waiting.take()) {
                writeOrFail(batch);
            }
        } finally {
            // To close a connection is to sync once more, and a disk that failed to says that it did, the second time.
            if (!broken.isDone()) {
                link.discard();
            }
        }
    }

    private void writeOrFail(List<PendingWork<?>> batch) {
        try {
            write(batch);
        } catch (RuntimeException | Error e) {
            LOGGER.atError().addKeyValue("store", database).setCause(e).log("store writer failed and goes on");
            link.discard();
            batch.forEach(work -> work.fail(
                    new CommitUnknownException(work.what() + ": not known to be kept, the writer failed: " + e, e)));
        }
    }

    private void write(List<PendingWork<?>> batch) {
        int tries = 1;
        for (var rest = batch; !rest.isEmpty(); ) {
            int answered = writeFirst(rest, tries < MOST_TRIES);
            tries = answered == 0 ? tries + 1 : 1;
            rest = rest.subList(answered, rest.size());
        }
    }

    /**
     * Commits all; when one fails, those before it, and it on its own. Returns how many have their answer: none when it
     * was nobody's fault that nothing was kept, and all may be repeated.
     */
    private int writeFirst(List<PendingWork<?>> batch, boolean mayRepeat) {
        var tx = begin(batch);
        if (tx == null) {
            return batch.size();
        }
        int ran = runAll(tx, batch, mayRepeat);
        if (ran == NOBODYS_FAULT) {
            return 0;
        }
        if (ran == batch.size()) {
            var all = joined(tx, batch);
            return !all.isEmpty() && commit(tx, all, mayRepeat) ? ran : 0;
        }
        if (batch.size() > 1) {
            write(batch.subList(0, ran));
            write(batch.subList(ran, ran + 1));
        }
        return ran + 1;
    }

    /**
     * What joins the batch, which is told first because lines wait for it, and the batch; nothing where that failed, which
     * does not join again, so that all is repeated.
     */
    private List<PendingWork<?>> joined(Tx tx, List<PendingWork<?>> batch) {
        if (tx.linesWithNewWork().isEmpty()) {
            return batch;
        }
        List<PendingWork<?>> all = new ArrayList<>();
        for (var work : joining.due(tx.linesWithNewWork())) {
            var failure = run(tx, work);
            if (failure != null) {
                work.fail(failure);
                return List.of();
            }
            all.add(work);
        }
        var failure = settle(tx);
        if (failure != null) {
            all.forEach(work -> work.fail(failure));
            return List.of();
        }
        all.addAll(batch);
        return all;
    }

    private @Nullable Tx begin(List<PendingWork<?>> batch) {
        for (int tries = 1; !broken.isDone(); tries++) {
            try {
                var session = link.session();
                session.begin();
                return new Tx(
                        session, link.rows(), clock.instant().truncatedTo(ChronoUnit.MILLIS), link.lastPosition());
            } catch (SQLException e) {
                abandon(e);
                if (database.trouble(e) != Trouble.AWAY || !absence.waitedFor(batch, tries < MOST_TRIES)) {
                    batch.forEach(work -> work.fail(notBegun(work.what(), e)));
                    return null;
                }
            }
        }
        batch.forEach(work -> work.fail(stopped(work.what())));
        return null;
    }

    private StoreException notBegun(String what, SQLException e) {
        var message = what + ": not written, store " + database + " let no transaction begin: " + e.getMessage();
        return database.trouble(e) == Trouble.AWAY
                ? new StoreAwayException(message, e)
                : new StoreException(message, e);
    }

    /** How many ran; when not all, everything is rolled back, and one that was alone is told why. */
    private int runAll(Tx tx, List<PendingWork<?>> batch, boolean mayRepeat) {
        for (int i = 0; i < batch.size(); i++) {
            var failure = run(tx, batch.get(i));
            if (failure == null) {
                continue;
            }
            if (mayRepeat && isToRunAgain(batch.get(i), failure)) {
                return NOBODYS_FAULT;
            }
            if (batch.size() == 1) {
                batch.get(i).fail(failure instanceof SQLException e ? notWritten(batch.get(i), e) : failure);
            }
            return i;
        }
        var failure = settle(tx);
        return failure == null ? batch.size() : unsettled(batch, failure, mayRepeat);
    }

    /** Whose rows they were that could not be written with the others is found by halves. */
    private int unsettled(List<PendingWork<?>> batch, SQLException failure, boolean mayRepeat) {
        if (mayRepeat && isNobodysFault(failure)) {
            return NOBODYS_FAULT;
        }
        if (batch.size() == 1) {
            batch.get(0).fail(notWritten(batch.get(0), failure));
        }
        return batch.size() / 2;
    }

    private @Nullable SQLException settle(Tx tx) {
        try {
            tx.sql().settle();
            return null;
        } catch (SQLException e) {
            abandon(e);
            return e;
        }
    }

    private boolean isToRunAgain(PendingWork<?> work, Throwable failure) {
        return failure instanceof SQLException e ? isNobodysFault(e) : work.isToRunAgain();
    }

    private boolean isNobodysFault(SQLException e) {
        var trouble = database.trouble(e);
        return trouble == Trouble.AGAIN || trouble == Trouble.AWAY;
    }

    private @Nullable Throwable run(Tx tx, PendingWork<?> work) {
        try {
            work.run(tx);
            tx.sql().flush();
            return null;
        } catch (SQLException e) {
            // After some errors SQLite has rolled back already, and what came next would be kept statement by
            // statement: this connection must not be used again.
            abandon(e);
            return e;
        } catch (RuntimeException | Error e) {
            link.rollback();
            return e;
        }
    }

    private StoreException notWritten(PendingWork<?> work, SQLException e) {
        var message = work.what() + ": not written: " + e.getMessage();
        return switch (database.trouble(e)) {
            case FULL -> new StoreFullException(message, e);
            case AWAY -> new StoreAwayException(message, e);
            case WORK, AGAIN, FINAL -> new StoreException(message, e);
        };
    }

    /** False when nothing was kept and all may be repeated. */
    private boolean commit(Tx tx, List<PendingWork<?>> batch, boolean mayRepeat) {
        CrashPoint.beforeCommit(tx.events());
        long begun = System.nanoTime();
        try {
            tx.sql().commit();
            timed.committed(batch.size(), System.nanoTime() - begun);
        } catch (SQLException e) {
            abandon(e);
            if (!database.settlesCommits()) {
                batch.forEach(work -> work.fail(notKnown(work, e)));
                return true;
            }
            boolean kept = database.trouble(e) == Trouble.AWAY && isKept(tx, batch);
            return kept ? confirm(tx, batch) : notCommitted(batch, e, mayRepeat);
        }
        return confirm(tx, batch);
    }

    private boolean confirm(Tx tx, List<PendingWork<?>> batch) {
        CrashPoint.afterCommit(tx.events());
        link.committed(tx);
        tx.added().ifPresent(committed);
        batch.forEach(PendingWork::complete);
        return true;
    }

    private boolean notCommitted(List<PendingWork<?>> batch, SQLException e, boolean mayRepeat) {
        if (mayRepeat && isNobodysFault(e)) {
            return false;
        }
        batch.forEach(work -> work.fail(notWritten(work, e)));
        return true;
    }

    /**
     * Finds out what became of a commit that was not confirmed, for as long as that takes. Where it can not be found out,
     * everybody is told so, and the answer does not count.
     */
    private boolean isKept(Tx tx, List<PendingWork<?>> batch) {
        link.doubt(tx);
        var patience = absence.patience();
        while (true) {
            try {
                return link.has(tx);
            } catch (SQLException e) {
                abandon(e);
                if (broken.isDone() || !isNobodysFault(e) || !absence.waitedInDoubt(batch, patience)) {
                    batch.forEach(work -> work.fail(notKnown(work, e)));
                    return false;
                }
            }
        }
    }

    private CommitUnknownException notKnown(PendingWork<?> work, SQLException e) {
        return new CommitUnknownException(
                work.what() + ": not known to be kept, the commit failed: " + e.getMessage()
                        + "; look before repeating it",
                e,
                database.trouble(e));
    }

    /** Gives the connection up after an error; all writing with it, when there is no going on. */
    private void abandon(SQLException e) {
        if (database.trouble(e) == Trouble.FINAL) {
            var reason = database.lastWords(e);
            LOGGER.atError().addKeyValue("store", database).setCause(e).log(reason);
            waiting.close();
            broken.complete(reason);
        } else {
            link.discard();
        }
    }

    private StoreException closed(String what) {
        return broken.isDone()
                ? stopped(what)
                : new StoreException(what + ": not written, because store " + database + " is closed");
    }

    private StoreException stopped(String what) {
        return new StoreException(
                what + ": not written, because store " + database + " stopped: it can not be trusted any more");
    }

    /** Writes what is waiting, then ends the thread; waits for that even when interrupted, for the file is let go next. */
    @Override
    public void close() {
        waiting.close();
        database.outage().hurry();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
