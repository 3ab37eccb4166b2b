package io.lineside.gateway.store;

import io.lineside.model.work.LedgerEvent;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
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
    private final BlockingQueue<PendingWork<?>> waiting;
    private final Thread thread;
    private volatile boolean closing;
    private @Nullable Session session;
    private long lastPosition;

    private Writer(Database database, Clock clock, StoreLimits limits, Consumer<List<LedgerEvent>> committed) {
        this.database = database;
        this.clock = clock;
        this.limits = limits;
        this.committed = committed;
        this.waiting = new ArrayBlockingQueue<>(limits.waitingWrites());
        this.thread = new Thread(this::run, "lineside-store-writer");
    }

    static Writer start(Database database, Clock clock, StoreLimits limits, Consumer<List<LedgerEvent>> committed) {
        var writer = new Writer(database, clock, limits, committed);
        writer.thread.start();
        return writer;
    }

    <T> CompletionStage<T> submit(String what, Work<T> work) {
        var pending = new PendingWork<>(what, work);
        if (closing) {
            pending.fail(closed(what));
        } else if (!waiting.offer(pending)) {
            pending.fail(new StoreBusyException(what + ": not written, because " + limits.waitingWrites()
                    + " writes are waiting already; try again in a moment"));
        } else if (closing && !thread.isAlive() && waiting.remove(pending)) {
            pending.fail(closed(what));
        }
        return pending.stage();
    }

    private void run() {
        try {
            while (!closing || !waiting.isEmpty()) {
                writeOrFail(take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closing = true;
            discard();
            drain();
        }
    }

    private List<PendingWork<?>> take() throws InterruptedException {
        var batch = new ArrayList<PendingWork<?>>();
        batch.add(waiting.take());
        waiting.drainTo(batch, limits.writesPerCommit() - 1);
        return batch;
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
        var tx = begin(batch);
        if (tx != null && runAll(tx, batch)) {
            commit(tx, batch);
        }
    }

    private @Nullable Tx begin(List<PendingWork<?>> batch) {
        try {
            if (session == null) {
                session = database.writer();
                lastPosition = LedgerTable.lastPosition(session);
            }
            return new Tx(session, clock.instant().truncatedTo(ChronoUnit.MILLIS), lastPosition);
        } catch (SQLException e) {
            discard();
            batch.forEach(work -> work.fail(new StoreException(
                    work.what() + ": not written, store " + database + " cannot be opened: " + e.getMessage(), e)));
            return null;
        }
    }

    /** Whether all works ran; otherwise everything is rolled back and each has been written, or failed, on its own. */
    private boolean runAll(Tx tx, List<PendingWork<?>> batch) {
        for (var work : batch) {
            try {
                work.run(tx);
            } catch (SQLException e) {
                // The driver goes on in autocommit mode after some errors: this connection must not be used again.
                discard();
                separate(batch, work, new StoreException(work.what() + ": not written: " + e.getMessage(), e));
                return false;
            } catch (RuntimeException | Error e) {
                rollback();
                separate(batch, work, e);
                return false;
            }
        }
        return true;
    }

    private void separate(List<PendingWork<?>> batch, PendingWork<?> guilty, Throwable cause) {
        if (batch.size() == 1) {
            guilty.fail(cause);
            return;
        }
        batch.forEach(work -> write(List.of(work)));
    }

    private void commit(Tx tx, List<PendingWork<?>> batch) {
        try {
            tx.sql().commit();
        } catch (SQLException e) {
            discard();
            batch.forEach(work -> work.fail(new CommitUnknownException(
                    work.what() + ": not known to be kept, the commit failed: " + e.getMessage()
                            + "; look before repeating it",
                    e)));
            return;
        }
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

    private void drain() {
        for (var work = waiting.poll(); work != null; work = waiting.poll()) {
            work.fail(closed(work.what()));
        }
    }

    private StoreException closed(String what) {
        return new StoreException(what + ": not written, because store " + database + " is closed");
    }

    /** Writes what is waiting, then ends the thread. */
    @Override
    public void close() {
        closing = true;
        try {
            if (thread.isAlive()) {
                waiting.put(new PendingWork<>("waking the writer up", tx -> true));
            }
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
