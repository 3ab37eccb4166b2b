package io.lineside.connector.opcua.tags;

import io.lineside.connector.opcua.client.ConnectionListener;
import io.lineside.connector.opcua.client.OpcUaException;
import io.lineside.connector.opcua.client.ServerSession;
import io.lineside.model.EquipmentId;
import io.lineside.model.job.JobResponse;
import io.lineside.model.line.LineListener;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.stack.core.Stack;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a line's status again and again, reports what changed, and says whether the line can be used: a session is not
 * enough, the PLC's program has to run as well. Thread-safe.
 */
final class StatusWatch implements ConnectionListener {
    private static final Logger LOGGER = LoggerFactory.getLogger(StatusWatch.class);
    /** The program counts at least once a second; a few seconds are for slow networks. */
    private static final Duration STILL = Duration.ofSeconds(5);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final EquipmentId line;
    private final TagBlock block;
    private final LineListener listener;

    private @Nullable ServerSession session;
    private @Nullable TagStatus before;
    private @Nullable JobResponse kept;
    private long heartbeat;
    private Instant moved = Instant.EPOCH;
    private volatile boolean ready;
    private volatile String detail = "not connected yet";
    private volatile Optional<Instant> lastContact = Optional.empty();

    StatusWatch(EquipmentId line, TagBlock block, LineListener listener) {
        this.line = line;
        this.block = block;
        this.listener = listener;
    }

    /** Whether the line can be asked and commanded. */
    boolean isReady() {
        return ready;
    }

    /** What the line is connected to, or why it is not. */
    String detail() {
        return detail;
    }

    Optional<Instant> lastContact() {
        return lastContact;
    }

    @Override
    public synchronized void opened(ServerSession opened) {
        session = opened;
        before = null;
        kept = null;
        moved = block.clock().instant();
        poll(opened, Duration.ZERO);
    }

    @Override
    public synchronized void lost(OpcUaException reason) {
        session = null;
        notReady(String.valueOf(reason.getMessage()));
    }

    private void poll(ServerSession current, Duration pause) {
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, Stack.sharedExecutor())
                .execute(() -> read(current));
    }

    private void read(ServerSession current) {
        try {
            TagStatus status = new TagAccess(current, block.map()).read();
            if (take(current, status)) {
                poll(current, block.pollInterval());
            }
        } catch (OpcUaException failure) {
            if (failed(current, failure)) {
                poll(current, AFTER_FAILURE);
            }
        } catch (RuntimeException bug) {
            // The top of the thread: a bug behind the listener must not end the watch.
            LOGGER.atError().addKeyValue("equipment", line).setCause(bug).log("the status could not be taken");
            poll(current, AFTER_FAILURE);
        }
    }

    private synchronized boolean take(ServerSession current, TagStatus status) {
        if (!current.equals(session)) {
            return false;
        }
        lastContact = Optional.of(block.clock().instant());
        if (isStill(status)) {
            notReady("the PLC's program does not run: its heartbeat stays " + status.heartbeat());
        } else {
            ready();
        }
        TagStatus last = before;
        before = status;
        if (last != null && last.agrees(status)) {
            status.response().ifPresent(this::report);
        }
        return true;
    }

    private synchronized boolean failed(ServerSession current, OpcUaException failure) {
        if (!current.equals(session)) {
            return false;
        }
        notReady(String.valueOf(failure.getMessage()));
        return true;
    }

    private boolean isStill(TagStatus status) {
        if (!block.map().tags().containsKey(Tag.HEARTBEAT)) {
            return false;
        }
        Instant now = block.clock().instant();
        if (status.heartbeat() != heartbeat) {
            heartbeat = status.heartbeat();
            moved = now;
        }
        return now.isAfter(moved.plus(STILL));
    }

    private void ready() {
        if (!ready) {
            ready = true;
            detail = "connected to " + block.client().endpoint() + " by tag handshake";
            LOGGER.atInfo().addKeyValue("equipment", line).log("line {}", detail);
            listener.connected();
        }
    }

    private void notReady(String reason) {
        boolean news = ready || !detail.equals(reason);
        ready = false;
        detail = reason;
        if (news) {
            LOGGER.atWarn().addKeyValue("equipment", line).log("line not connected: {}", reason);
            listener.disconnected(reason);
        }
    }

    /** Kept is what the gateway has made durable; the rest comes again with the next read. */
    private void report(JobResponse response) {
        if (!response.equals(kept)) {
            listener.reported(response).whenComplete((nothing, failure) -> {
                if (failure == null) {
                    kept(response);
                }
            });
        }
    }

    private synchronized void kept(JobResponse response) {
        kept = response;
    }
}
