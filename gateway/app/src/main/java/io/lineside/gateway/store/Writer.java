package io.lineside.gateway.store;

import io.lineside.gateway.crash.CrashPoint;
import io.lineside.model.work.LedgerEvent;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
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

    private final Database database;
    private final Clock clock;
    private final StoreLimits limits;
    private final Consumer<List<LedgerEvent>> committed;
    private final WriteQueue waiting;
    private final CompletableFuture<String> broken = new CompletableFuture<>();
    private final Thread thread;
    private @Nullable Session session;
    private long lastPosition;

    private Writer(Database database, Clock clock, StoreLimits limits, Consumer<List<LedgerEvent>> committed) {
        this.database = database;
        this.clock = clock;
        this.limits = limits;
        this.committed = committed;
        this.waiting = new WriteQueue(limits);
        this.thread = new Thread(this::run, "lineside-store-writer");
    }

    static Writer start(Database database, Clock clock, StoreLimits limits, Consumer<List<LedgerEvent>> committed) {
        var writer = new Writer(database, clock, limits, committed);
        writer.thread.start();
        return writer;
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

    /** Completes, with the reason, when the disk can not be trusted any more: from then on nothing is written. */
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
                discard();
            }
        }
    }

    private void writeOrFail(List<PendingWork<?>> batch) {
        try {
            write(batch);
        } catch (RuntimeException | Error e) {
            LOGGER.atError().addKeyValue("store", database).setCause(e).log("store writer failed and goes on");
            discard();
            batch.forEach(work -> work.fail(
                    new CommitUnknownException(work.what() + ": not known to be kept, the writer failed: " + e, e)));
        }
    }

    private void write(List<PendingWork<?>> batch) {
        for (var rest = batch; !rest.isEmpty(); ) {
            rest = rest.subList(writeFirst(rest), rest.size());
        }
    }

    /** Commits all; when one fails, those before it, and it on its own. Returns how many have their answer. */
    private int writeFirst(List<PendingWork<?>> batch) {
        var tx = begin(batch);
        if (tx == null) {
            return batch.size();
        }
        int ran = runAll(tx, batch);
        if (ran == batch.size()) {
            commit(tx, batch);
            return ran;
        }
        if (batch.size() > 1) {
            write(batch.subList(0, ran));
            write(batch.subList(ran, ran + 1));
        }
        return ran + 1;
    }

    private @Nullable Tx begin(List<PendingWork<?>> batch) {
        if (broken.isDone()) {
            batch.forEach(work -> work.fail(stopped(work.what())));
            return null;
        }
        try {
            if (session == null) {
                session = database.writer();
                lastPosition = LedgerTable.lastPosition(session);
            }
            session.begin();
            return new Tx(session, clock.instant().truncatedTo(ChronoUnit.MILLIS), lastPosition);
        } catch (SQLException e) {
            abandon(e);
            batch.forEach(work -> work.fail(new StoreException(
                    work.what() + ": not written, store " + database + " let no transaction begin: " + e.getMessage(),
                    e)));
            return null;
        }
    }

    /** How many ran; when not all, everything is rolled back, and one that was alone is told why. */
    private int runAll(Tx tx, List<PendingWork<?>> batch) {
        for (int i = 0; i < batch.size(); i++) {
            var failure = run(tx, batch.get(i));
            if (failure != null) {
                if (batch.size() == 1) {
                    batch.get(i).fail(failure);
                }
                return i;
            }
        }
        return batch.size();
    }

    private @Nullable Throwable run(Tx tx, PendingWork<?> work) {
        try {
            work.run(tx);
            return null;
        } catch (SQLException e) {
            // After some errors SQLite has rolled back already, and what came next would be kept statement by
            // statement: this connection must not be used again.
            abandon(e);
            var message = work.what() + ": not written: " + e.getMessage();
            return database.trouble(e) == Trouble.FULL
                    ? new StoreFullException(message, e)
                    : new StoreException(message, e);
        } catch (RuntimeException | Error e) {
            rollback();
            return e;
        }
    }

    private void commit(Tx tx, List<PendingWork<?>> batch) {
        CrashPoint.beforeCommit(tx.events());
        try {
            tx.sql().commit();
        } catch (SQLException e) {
            abandon(e);
            batch.forEach(work -> work.fail(new CommitUnknownException(
                    work.what() + ": not known to be kept, the commit failed: " + e.getMessage()
                            + "; look before repeating it",
                    e,
                    database.trouble(e) == Trouble.FULL)));
            return;
        }
        CrashPoint.afterCommit(tx.events());
        lastPosition = tx.lastPosition();
        if (!tx.events().isEmpty()) {
            committed.accept(List.copyOf(tx.events()));
        }
        batch.forEach(PendingWork::complete);
    }

    private void rollback() {
        try {
            if (session != null) {
                session.rollback();
            }
        } catch (SQLException e) {
            LOGGER.atDebug().setCause(e).log("store connection could not roll back and is discarded");
            discard();
        }
    }

    /** Gives the connection up after an error; all writing with it, when the disk said that it can not keep things. */
    private void abandon(SQLException e) {
        if (database.trouble(e) == Trouble.FINAL) {
            var reason = "store " + database + ": the disk failed to make written data durable (" + e.getMessage()
                    + "); nothing more is written or promised, because only a new start tells what is really there";
            LOGGER.atError().addKeyValue("store", database).setCause(e).log(reason);
            waiting.close();
            broken.complete(reason);
        } else {
            discard();
        }
    }

    private void discard() {
        var old = session;
        session = null;
        try {
            if (old != null) {
                old.close();
            }
        } catch (SQLException e) {
            LOGGER.atWarn().addKeyValue("store", database).setCause(e).log("store connection did not close cleanly");
        }
    }

    private StoreException closed(String what) {
        return broken.isDone()
                ? stopped(what)
                : new StoreException(what + ": not written, because store " + database + " is closed");
    }

    private StoreException stopped(String what) {
        return new StoreException(what + ": not written, because the disk failed and store " + database + " stopped");
    }

    /** Writes what is waiting, then ends the thread; waits for that even when interrupted, for the file is let go next. */
    @Override
    public void close() {
        waiting.close();
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
