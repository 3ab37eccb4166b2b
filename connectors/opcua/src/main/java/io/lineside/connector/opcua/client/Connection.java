package io.lineside.connector.opcua.client;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.stack.core.Stack;
import org.eclipse.milo.opcua.stack.core.util.ExecutionQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a session with one server open: opens another when it is lost, after a {@link ReconnectPause}.
 * Thread-safe; no call blocks.
 *
 * <p>Everything that changes the state runs in order on one queue, so that opened and lost are never said out of turn.
 */
public final class Connection {
    private static final Logger LOGGER = LoggerFactory.getLogger(Connection.class);

    private final ClientSettings settings;
    private final ExecutionQueue queue = new ExecutionQueue(Stack.sharedExecutor());
    private final ReconnectPause pause;
    private final List<ConnectionListener> listeners = new CopyOnWriteArrayList<>();

    private volatile CompletableFuture<ServerSession> current = new CompletableFuture<>();
    private volatile OpcUaException reason;
    private volatile boolean closed;

    /** A connection that starts with {@link #start()}. */
    public Connection(ClientSettings settings) {
        this.settings = settings;
        pause = new ReconnectPause(settings);
        reason = new OpcUaException(settings.endpoint() + ": not connected yet");
    }

    /** Starts connecting and returns at once. */
    public void start() {
        run(this::attempt);
    }

    /** The session, waiting for one up to the request timeout; fails with the reason that there is none. */
    public CompletableFuture<ServerSession> session() {
        return current.copy()
                .orTimeout(settings.requestTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(late -> CompletableFuture.failedFuture(reason));
    }

    /** The session, if one is open. */
    public Optional<ServerSession> now() {
        return Optional.ofNullable(open());
    }

    /** How the attempts to connect go. */
    public ReconnectPause pause() {
        return pause;
    }

    /** Why there is no session, or why the last one ended. */
    public String reason() {
        return String.valueOf(reason.getMessage());
    }

    /** Adds a listener; it hears of an open session at once. */
    public void add(ConnectionListener listener) {
        run(() -> {
            listeners.add(listener);
            ServerSession open = open();
            if (open != null) {
                listener.opened(open);
            }
        });
    }

    /** Removes a listener; a call to it may be under way. */
    public void remove(ConnectionListener listener) {
        listeners.remove(listener);
    }

    /** Stops for good; completes when the session is closed at the server or given up. */
    public CompletionStage<Void> close() {
        var done = new CompletableFuture<Void>();
        run(() -> {
            closed = true;
            reason = new OpcUaException(settings.endpoint() + ": the connection was closed");
            ServerSession open = open();
            current.completeExceptionally(reason);
            current = CompletableFuture.failedFuture(reason);
            if (open == null) {
                done.complete(null);
            } else {
                open.close().whenComplete((nothing, failure) -> done.complete(null));
            }
        });
        return done;
    }

    private void attempt() {
        if (!closed) {
            new ClientOpener(settings, settings.keepAlive())
                    .open((client, session) -> new ServerSession(client, session, settings))
                    .whenComplete((session, failure) -> run(() -> attempted(session, failure)));
        }
    }

    private void attempted(@Nullable ServerSession session, @Nullable Throwable failure) {
        if (session == null) {
            Throwable why = Objects.requireNonNullElseGet(failure, () -> new IllegalStateException("no session"));
            OpcUaException told = OpcUaException.of(PlainWords.of(why, settings.endpoint()), why);
            lost(told, pause.afterFailure(told));
        } else if (closed) {
            session.close();
        } else {
            opened(session);
        }
    }

    private void opened(ServerSession session) {
        session.onMissed(why -> listeners.forEach(listener -> listener.missed(why)));
        session.end().thenAccept(why -> run(() -> ended(session, why)));
        pause.connected();
        LOGGER.atInfo().addKeyValue("endpoint", settings.endpoint()).log("connected");
        reason = new OpcUaException(settings.endpoint() + ": the connection broke");
        current.complete(session);
        listeners.forEach(listener -> listener.opened(session));
    }

    private void ended(ServerSession session, String why) {
        if (session.equals(open())) {
            current = new CompletableFuture<>();
            lost(new OpcUaException(why), pause.afterLoss());
        }
    }

    private void lost(OpcUaException why, Duration before) {
        if (closed) {
            return;
        }
        if (!Objects.equals(why.getMessage(), reason.getMessage())) {
            LOGGER.atWarn().addKeyValue("endpoint", settings.endpoint()).log("not connected: {}", why.getMessage());
            listeners.forEach(listener -> listener.lost(why));
        }
        reason = why;
        CompletableFuture.delayedExecutor(before.toMillis(), TimeUnit.MILLISECONDS, Stack.sharedExecutor())
                .execute(() -> run(this::attempt));
    }

    private @Nullable ServerSession open() {
        CompletableFuture<ServerSession> now = current;
        return now.isDone() && !now.isCompletedExceptionally() ? now.join() : null;
    }

    // The top of the thread: a bug behind a listener must not end the supervision of the connection.
    private void run(Runnable task) {
        queue.submit(() -> {
            try {
                task.run();
            } catch (RuntimeException bug) {
                LOGGER.atError()
                        .addKeyValue("endpoint", settings.endpoint())
                        .setCause(bug)
                        .log("a listener failed");
            }
        });
    }
}
