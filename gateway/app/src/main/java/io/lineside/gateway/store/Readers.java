package io.lineside.gateway.store;

import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A few threads that answer queries, each on a read-only connection and from one commit's state. Thread-safe. */
final class Readers implements AutoCloseable {

    /** Reads something; all its statements see the same commit. */
    @FunctionalInterface
    interface Query<T> {
        T run(Session sql) throws SQLException;
    }

    private static final Logger LOGGER = LoggerFactory.getLogger(Readers.class);
    private static final long LAST_QUERIES_SECONDS = 10;

    private final Database database;
    private final StoreLimits limits;
    private final ThreadPoolExecutor threads;
    private final ConcurrentLinkedQueue<Session> idle = new ConcurrentLinkedQueue<>();

    Readers(Database database, StoreLimits limits) {
        this.database = database;
        this.limits = limits;
        var number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                limits.readers(),
                limits.readers(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(limits.waitingReads()),
                task -> new Thread(task, "lineside-store-reader-" + number.incrementAndGet()));
    }

    <T> CompletionStage<T> read(String what, Query<T> query) {
        var stage = new CompletableFuture<T>();
        try {
            threads.execute(() -> answer(what, query, stage));
        } catch (RejectedExecutionException e) {
            stage.completeExceptionally(rejected(what));
        }
        return stage;
    }

    private StoreException rejected(String what) {
        return threads.isShutdown()
                ? new StoreException(what + ": not read, because store " + database + " is closed")
                : new StoreBusyException(what + ": not read, because " + limits.waitingReads()
                        + " queries are waiting already; try again in a moment");
    }

    private <T> void answer(String what, Query<T> query, CompletableFuture<T> stage) {
        T found;
        try {
            found = withSession(query);
        } catch (SQLException e) {
            var message = what + ": cannot be read: " + e.getMessage();
            stage.completeExceptionally(
                    database.trouble(e) == Trouble.AWAY
                            ? new StoreAwayException(message, e)
                            : new StoreException(message, e));
            return;
        } catch (RuntimeException | Error e) {
            stage.completeExceptionally(e);
            return;
        }
        stage.complete(found);
    }

    private <T> T withSession(Query<T> query) throws SQLException {
        for (var pooled = idle.poll(); pooled != null; pooled = idle.poll()) {
            try {
                return with(pooled, query);
            } catch (SQLException e) {
                // It may have ended long ago, with a server that is back by now.
                if (database.trouble(e) != Trouble.AWAY) {
                    throw e;
                }
            }
        }
        return with(database.reader(), query);
    }

    private <T> T with(Session session, Query<T> query) throws SQLException {
        boolean sound = false;
        try {
            session.begin();
            var found = query.run(session);
            session.rollback();
            sound = true;
            return found;
        } finally {
            if (sound) {
                idle.add(session);
            } else {
                close(session);
            }
        }
    }

    private void close(Session session) {
        try {
            session.close();
        } catch (SQLException e) {
            LOGGER.atWarn().addKeyValue("store", database).setCause(e).log("store reader did not close cleanly");
        }
    }

    /** Answers what was asked, then closes the connections. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LAST_QUERIES_SECONDS, TimeUnit.SECONDS)) {
                LOGGER.atWarn().addKeyValue("store", database).log("store closes with a query still running");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        idle.forEach(this::close);
    }
}
